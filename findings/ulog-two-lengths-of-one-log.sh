#!/usr/bin/env bash
# pyulog 1.3.0 and @foxglove/ulog 2.3.2 give one PX4 ULog two different lengths.
#
# pyulog begins at the time in the file's header and ends at the last sample; what is only logged as text does not count. @foxglove/ulog begins at the
# first sample and ends at the last message of any kind, log lines included. When the recorder outlives its topics, as after a crash, the last
# words stand outside the length that pyulog gives.
#
# Seen: pyulog 0.001 to 60 s, Foxglove 2 to 70 s.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @foxglove/ulog@2.3.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyulog==1.3.0
venv/bin/python - <<'PYTHON'
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

read = ULog('drive.ulg')
print('pyulog', read.start_timestamp, read.last_timestamp)
assert (read.start_timestamp, read.last_timestamp) == (1_000, 60_000_000)
PYTHON
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import { ULog } from '@foxglove/ulog';
import { FileReader } from '@foxglove/ulog/node.js';

const file = new FileReader('drive.ulg');
const log = new ULog(file);
await log.open();
const range = log.timeRange();
console.log('Foxglove', range.join(' '));
assert.deepEqual([...range], [2_000_000n, 70_000_000n]);
await file.close();
JAVASCRIPT
node check.mjs
