#!/usr/bin/env bash
# pymavlink 2.4.50: an ArduPilot log is dated by the first GPS message that names a week, even if its Status says that there is no fix (1). Receivers name an old week
# until they have one, and the whole log, the part with a fix included, is moved by it.
#
# Seen for week 1023 without a fix, and week 2300 ten seconds later with one (Status 3): both, and every other message, in August 1999; the fix was in
# February 2024.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pymavlink==2.4.50
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import datetime
import struct
from pymavlink import DFReader

def definition(kind, name, layout, columns, packed):
    size = 3 + struct.calcsize('<' + packed)
    return b'\xa3\x95\x80' + struct.pack('<BB4s16s64s', kind, size, name.encode(), layout.encode(), columns.encode())

def gps(microseconds, status, milliseconds, week):
    return b'\xa3\x95\x82' + struct.pack('<QBIH', microseconds, status, milliseconds, week)

with open('drive.bin', 'wb') as file:
    file.write(definition(128, 'FMT', 'BBnNZ', 'Type,Length,Name,Format,Columns', 'BB4s16s64s'))
    file.write(definition(130, 'GPS', 'QBIH', 'TimeUS,Status,GMS,GWk', 'QBIH'))
    file.write(gps(2_000_000, 1, 3_600_000, 1023) + gps(12_000_000, 3, 100_000_000, 2300))
log = DFReader.DFReader_binary('drive.bin')
epoch = datetime.datetime(1980, 1, 6, tzinfo=datetime.timezone.utc)
for message in iter(lambda: log.recv_match(type='GPS'), None):
    shown = datetime.datetime.fromtimestamp(message._timestamp, datetime.timezone.utc)
    stated = epoch + datetime.timedelta(weeks=message.GWk, milliseconds=message.GMS, seconds=-18)
    print(message.Status, shown, stated)
    assert shown.year == 1999
assert message.Status == 3 and stated.year == 2024
PYTHON
