#!/usr/bin/env bash
# @tus/server 2.4.5 with @tus/file-store 2.1.1: the expiration of unfinished uploads deletes finished ones as well.
#
# The tus protocol speaks of unfinished uploads ("Expiration" extension); `cleanUpExpiredUploads` goes by the age of the upload alone, so
# that a file that arrived whole is gone after `expirationPeriodInMilliseconds`.
#
# Seen: one finished upload of 10 bytes; the clean-up reports 1 and the folder is empty.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @tus/server@2.4.5 @tus/file-store@2.1.1
cat > check.mjs <<'JAVASCRIPT'
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

const datastore = new FileStore({ directory: './files', expirationPeriodInMilliseconds: 1 });
const tus = new Server({ path: '/files', datastore });
const server = http.createServer((request, response) => tus.handle(request, response));
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));

const created = await fetch(`http://127.0.0.1:${server.address().port}/files`, {
  method: 'POST',
  headers: { 'tus-resumable': '1.0.0', 'upload-length': '10', 'content-type': 'application/offset+octet-stream' },
  body: Buffer.alloc(10),
});
assert.equal(created.status, 201);
assert.equal(created.headers.get('upload-offset'), '10');
await pause(20);
const removed = await tus.cleanUpExpiredUploads();
console.log('removed', removed, 'left', readdirSync('./files').length);
assert.equal(removed, 1);
assert.equal(readdirSync('./files').length, 0);
server.close();
JAVASCRIPT
node check.mjs
