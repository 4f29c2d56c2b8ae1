import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createObjectStore } from '../../../src/stores/objects.ts';

const unfinished = `<?xml version="1.0" encoding="UTF-8"?>
<ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <IsTruncated>false</IsTruncated>
  <Upload><Key>a</Key><UploadId>u1</UploadId><Initiated>2026-01-01T00:00:00.000Z</Initiated></Upload>
</ListMultipartUploadsResult>`;

let server: Server;
beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/xml' }).end(unfinished);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

test('a database that fails while stale uploads are looked for is not reported as the object store', async () => {
  const store = createObjectStore({
    MINIO_ENDPOINT: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    MINIO_ACCESS_KEY: 'key',
    MINIO_SECRET_KEY: 'secret',
    MINIO_BUCKET: 'bucket',
    MINIO_REGION: 'us-east-1',
    MINIO_USE_SSL: false,
    UPLOAD_BUFFER_MIB: 16,
  });
  const away = new Error('Connection terminated unexpectedly');
  const asked: string[][] = [];
  const kept = (uploadIds: string[]) => {
    asked.push(uploadIds);
    return Promise.reject(away);
  };
  await expect(store.abortStaleUploads(1_000, '', kept)).rejects.toBe(away);
  expect(asked).toEqual([['u1']]);
  await store.close();
});
