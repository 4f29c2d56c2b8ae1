#!/usr/bin/env bash
# asammdf 8.8.28: an MDF 3.30 file says when it began twice, as a date and time in text and as nanoseconds since 1970. The specification (MDF 3.3, HD
# block) has both in local time, with the offset from UTC in a field of its own; asammdf writes the text in local time, and the number in UTC, with the
# offset besides, and reads numbers so. A file that follows the specification is read an hour off for each hour of offset.
#
# Seen: a start at 10:00 UTC in a zone two hours ahead. Text: 12:00:00; number: 10:00; offset: 2. With the number in local time, as the specification
# has it (12:00), asammdf says 12:00 UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check asammdf==8.8.28
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import datetime
import struct
import numpy as np
from asammdf import MDF, Signal

utc, zone = datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=2))
mdf = MDF(version='3.30')
mdf.append([Signal(np.arange(2), np.arange(2.0), name='x')])
mdf.start_time = datetime.datetime(2024, 1, 1, 12, tzinfo=zone)
path = mdf.save('start.mdf', overwrite=True)
content = bytearray(open(path, 'rb').read())
text = content[64 + 28:64 + 36].decode()
number, offset = struct.unpack_from('<Qh', content, 64 + 164)
stamp = datetime.datetime.fromtimestamp(number / 1e9, utc)
print(text, stamp, offset)
assert (text, stamp.hour, offset) == ('12:00:00', 10, 2)

struct.pack_into('<Q', content, 64 + 164, number + offset * 3_600_000_000_000)
open('as-specified.mdf', 'wb').write(content)
read = MDF('as-specified.mdf').start_time.astimezone(utc)
print(read)
assert read.hour == 12
PYTHON
