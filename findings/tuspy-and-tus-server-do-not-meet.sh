#!/usr/bin/env bash
# tuspy 1.1.0 cannot upload anything to @tus/server 2.4.5 unless it is given metadata: the two published tus implementations do not meet.
#
# Without metadata tuspy sends an empty Upload-Metadata header; @tus/server answers such a header with 400 before the upload begins.
#
# Seen: POST with Upload-Metadata "" -> 400 and TusCommunicationError; with one pair of metadata the upload succeeds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @tus/server@2.4.5 @tus/file-store@2.1.1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tuspy==1.1.0
cat > client.py <<'PYTHON'
import io
import sys
from tusclient.client import TusClient

metadata = {'name': 'drive'} if sys.argv[2] == 'with' else None
try:
    TusClient(sys.argv[1]).uploader(file_stream=io.BytesIO(b'x' * 10), metadata=metadata).upload()
    print('uploaded')
except Exception as error:
    print(type(error).__name__)
PYTHON
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import http from 'node:http';
import { promisify } from 'node:util';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const tus = new Server({ path: '/files', datastore: new FileStore({ directory: './files' }) });
const seen = [];
const server = http.createServer((request, response) => {
  if (request.method === 'POST') {
    response.on('finish', () => seen.push([request.headers['upload-metadata'], response.statusCode]));
  }
  return tus.handle(request, response);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const endpoint = `http://127.0.0.1:${server.address().port}/files`;
const client = async (how) => (await promisify(execFile)('venv/bin/python', ['client.py', endpoint, how])).stdout.trim();
const without = await client('without');
const withMetadata = await client('with');
console.log(without, withMetadata, JSON.stringify(seen));
assert.equal(without, 'TusCommunicationError');
assert.equal(withMetadata, 'uploaded');
assert.deepEqual(seen[0], ['', 400]);
server.close();
JAVASCRIPT
node check.mjs
