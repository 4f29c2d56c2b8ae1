#!/usr/bin/env bash
# The two official MCAP readers, @mcap/core 2.2.2 (JavaScript) and mcap 1.6.0 (Python), differ on whether a time window includes its end.
#
# Asked for 10 to 20 in the same file, JavaScript (`endTime`) gives the message at 20, Python (`end_time`) does not. Windows that are laid
# end to end therefore count a message twice in one language and once in the other.
#
# Seen: JavaScript 10, 20; Python 10.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @mcap/core@2.2.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mcap==1.6.0
venv/bin/python - <<'PYTHON'
import warnings
from mcap.reader import make_reader
from mcap.writer import CompressionType, Writer

warnings.simplefilter('ignore')
with open('drive.mcap', 'wb') as file:
    writer = Writer(file, compression=CompressionType.NONE)
    writer.start()
    schema = writer.register_schema('S', 'jsonschema', b'{}')
    channel = writer.register_channel('/a', 'json', schema)
    for time in (10, 20, 30):
        writer.add_message(channel, log_time=time, data=b'{}', publish_time=time)
    writer.finish()
with open('drive.mcap', 'rb') as file:
    times = [message.log_time for _, _, message in make_reader(file).iter_messages(start_time=10, end_time=20)]
print('Python', *times)
assert times == [10], times
PYTHON
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { McapIndexedReader } from '@mcap/core';

const bytes = readFileSync('drive.mcap');
const readable = {
  size: async () => BigInt(bytes.length),
  read: async (offset, size) => bytes.subarray(Number(offset), Number(offset + size)),
};
const reader = await McapIndexedReader.Initialize({ readable });
const times = [];
for await (const { logTime } of reader.readMessages({ startTime: 10n, endTime: 20n })) times.push(logTime);
console.log('JavaScript', times.join(' '));
assert.deepEqual(times, [10n, 20n]);
JAVASCRIPT
node check.mjs
