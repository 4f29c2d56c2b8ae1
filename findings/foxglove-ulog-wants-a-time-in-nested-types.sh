#!/usr/bin/env bash
# @foxglove/ulog 2.3.2: a PX4 ULog with a nested type that has no `timestamp` cannot be read beyond the first sample of that kind; the samples of every other
# topic behind it are lost with it. ULog asks for the timestamp in logged messages, not in types used within them ("Format Message").
#
# pyulog 1.3.0 reads the same log whole.
#
# Seen: pyulog battery 2 and motors 1; Foxglove one battery sample, then: Message "motor" is missing a timestamp field.
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

def battery(time):
    return message('D', struct.pack('<HQf', 0, time, 12.5))

log = bytes([0x55, 0x4C, 0x6F, 0x67, 0x01, 0x12, 0x35, 0x01]) + struct.pack('<Q', 1_000) + message('B', bytes(40))
for definition in (b'battery:uint64_t timestamp;float voltage;', b'motor:float speed;', b'motors:uint64_t timestamp;motor[2] motor;'):
    log += message('F', definition)
log += message('A', struct.pack('<BH', 0, 0) + b'battery') + message('A', struct.pack('<BH', 0, 1) + b'motors')
log += battery(1_000_000) + message('D', struct.pack('<HQ2f', 1, 2_000_000, 1.5, 2.5)) + battery(3_000_000)
open('drive.ulg', 'wb').write(log)

from pyulog import ULog

counts = {topic.name: len(topic.data['timestamp']) for topic in ULog('drive.ulg').data_list}
print('pyulog', counts)
assert counts == {'battery': 2, 'motors': 1}
PYTHON
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import { MessageType, ULog } from '@foxglove/ulog';
import { FileReader } from '@foxglove/ulog/node.js';

const file = new FileReader('drive.ulg');
const log = new ULog(file);
await log.open();
const seen = [];
await assert.rejects(async () => {
  for await (const message of log.readMessages()) if (message.type === MessageType.Data) seen.push(message.value.timestamp);
}, /Message "motor" is missing a timestamp field/);
console.log('Foxglove', seen.join(' '));
assert.deepEqual(seen, [1_000_000n]);
await file.close();
JAVASCRIPT
node check.mjs
