#!/usr/bin/env bash
# tus-js-client 4.3.1: one 503 in answer to the HEAD that asks how far an upload has come makes it begin a new upload at its first byte.
#
# It does not try that request again, although it retries a failed PATCH; what the server already has (here with @tus/server 2.4.5) is left
# there, and the vehicle sends everything once more over its bad link.
#
# Seen: 400 of 1000 bytes are there; after HEAD 503 the client sends POST and PATCH at 0, 400 and 800.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . tus-js-client@4.3.1 @tus/server@2.4.5 @tus/file-store@2.1.1
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import http from 'node:http';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { Upload } from 'tus-js-client';

const tus = new Server({ path: '/files', datastore: new FileStore({ directory: './files' }) });
let seen = [];
let busy = false;
const server = http.createServer((request, response) => {
  seen.push(`${request.method} ${request.headers['upload-offset'] ?? ''}`.trim());
  if (busy && request.method === 'HEAD') return response.writeHead(503).end();
  return tus.handle(request, response);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const endpoint = `http://127.0.0.1:${server.address().port}/files`;

const data = Buffer.alloc(1000);
const protocol = { 'tus-resumable': '1.0.0' };
const created = await fetch(endpoint, { method: 'POST', headers: { ...protocol, 'upload-length': '1000' } });
const uploadUrl = created.headers.get('location');
const headers = { ...protocol, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
await fetch(uploadUrl, { method: 'PATCH', headers, body: data.subarray(0, 400) });

seen = [];
busy = true;
const upload = await new Promise((onSuccess, onError) => {
  const each = new Upload(data, { endpoint, uploadUrl, chunkSize: 400, retryDelays: [0, 0], onError, onSuccess: () => onSuccess(each) });
  each.start();
});
console.log(seen.join(', '), upload.url === uploadUrl ? 'same upload' : 'another upload');
assert.deepEqual(seen, ['HEAD', 'POST', 'PATCH 0', 'PATCH 400', 'PATCH 800']);
assert.notEqual(upload.url, uploadUrl);
server.close();
JAVASCRIPT
node check.mjs
