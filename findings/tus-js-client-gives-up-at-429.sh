#!/usr/bin/env bash
# tus-js-client 4.3.1: "429 Too Many Requests" with "Retry-After: 0" ends an upload for good, while 409 is tried again.
#
# Its default retries every 5xx, 409 and 423; of the other 4xx, the one that asks to come back later is taken as final. A server that limits rates
# in the middle of an upload therefore loses it.
#
# Seen: after 429 to a PATCH no further request and an error; after 409 HEAD and the rest of the upload.
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
let refuseOnceWith;
const server = http.createServer((request, response) => {
  seen.push(request.method);
  if (refuseOnceWith && request.method === 'PATCH') {
    response.writeHead(refuseOnceWith, { 'retry-after': '0' }).end();
    refuseOnceWith = undefined;
    return undefined;
  }
  return tus.handle(request, response);
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const endpoint = `http://127.0.0.1:${server.address().port}/files`;

async function uploadRefusedOnce(status) {
  seen = [];
  refuseOnceWith = status;
  const result = await new Promise((done) => {
    new Upload(Buffer.alloc(100), {
      endpoint,
      retryDelays: [0, 0],
      onError: (error) => done(error.originalResponse.getStatus()),
      onSuccess: () => done('uploaded'),
    }).start();
  });
  console.log(status, '->', result, seen.join(' '));
  return result;
}

assert.equal(await uploadRefusedOnce(429), 429);
assert.deepEqual(seen, ['POST', 'PATCH']);
assert.equal(await uploadRefusedOnce(409), 'uploaded');
server.close();
JAVASCRIPT
node check.mjs
