#!/usr/bin/env bash
# @mcap/core 2.2.2 (JavaScript): `McapIndexedReader` gives no message of a file whose chunks have no message indexes, or that has no chunks, and raises
# nothing, while the statistics that it hands out say that there are three. Indexes are optional in MCAP ("Message Index", "Chunk Index");
# mcap 1.6.0 (Python) writes such files on request and reads them all.
#
# With a chunk index but no message indexes, the same reader raises an error.
#
# Seen: Python 1, 2, 3 for all three files; JavaScript none of 3 without chunks and without indexes, and 1, 2, 3 with all indexes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @mcap/core@2.2.2 @mcap/nodejs@1.0.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mcap==1.6.0
venv/bin/python - <<'PYTHON'
from mcap.reader import make_reader
from mcap.writer import CompressionType, IndexType, Writer

for name, options in {'plain': {}, 'without-chunks': {'use_chunking': False}, 'without-indexes': {'index_types': IndexType.NONE}}.items():
    with open(f'{name}.mcap', 'wb') as file:
        writer = Writer(file, compression=CompressionType.NONE, **options)
        writer.start()
        channel = writer.register_channel('/topic', 'json', 0)
        for time in (1, 2, 3):
            writer.add_message(channel, time, b'{}', time)
        writer.finish()
    with open(f'{name}.mcap', 'rb') as file:
        times = [message.log_time for _, _, message in make_reader(file).iter_messages()]
    print('Python', name, times)
    assert times == [1, 2, 3]
PYTHON
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { McapIndexedReader } from '@mcap/core';
import { FileHandleReadable } from '@mcap/nodejs';

for (const name of ['plain', 'without-chunks', 'without-indexes']) {
  const file = await open(`${name}.mcap`);
  const reader = await McapIndexedReader.Initialize({ readable: new FileHandleReadable(file) });
  const times = [];
  for await (const message of reader.readMessages()) times.push(Number(message.logTime));
  await file.close();
  console.log('JavaScript', name, times, 'of', reader.statistics.messageCount);
  assert.equal(reader.statistics.messageCount, 3n);
  assert.deepEqual(times, name === 'plain' ? [1, 2, 3] : []);
}
JAVASCRIPT
node check.mjs
