#!/usr/bin/env bash
# pyulog 1.3.0: a log that is opened for some topics only seems to last as long as those topics, and a topic that is absent makes it last no time.
#
# `message_name_filter_list` saves memory, but the start and end of the whole log then depend on what was asked for, with no mark that
# they do.
#
# Seen: 60 s for all topics; start equals end for a name that is not in the log.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyulog==1.3.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import struct

def message(kind, body):
    return struct.pack('<HB', len(body), ord(kind)) + body

def sample(time, value):
    return message('D', struct.pack('<HQf', 0, time, value))

log = bytes([0x55, 0x4C, 0x6F, 0x67, 0x01, 0x12, 0x35, 0x01]) + struct.pack('<Q', 1_000)
log += message('B', bytes(40)) + message('F', b'battery:uint64_t timestamp;float voltage;')
log += message('A', b'\0' + struct.pack('<H', 0) + b'battery')
log += sample(2_000_000, 12.5) + sample(60_000_000, 12.4)
log += message('L', b'4' + struct.pack('<Q', 70_000_000) + b'low battery')
open('drive.ulg', 'wb').write(log)

from pyulog import ULog

whole = ULog('drive.ulg')
filtered = ULog('drive.ulg', message_name_filter_list=['gps'])
print(whole.last_timestamp, filtered.start_timestamp, filtered.last_timestamp)
assert whole.last_timestamp == 60_000_000
assert filtered.start_timestamp == filtered.last_timestamp == 1_000
PYTHON
