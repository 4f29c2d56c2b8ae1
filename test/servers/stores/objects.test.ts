import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { createObjectStore } from '../../../src/stores/objects.ts';
import { objectStoreContract } from './objects-contract.ts';

objectStoreContract('MinIO', () => inject('stack').minio);
objectStoreContract('versitygw', () => inject('stack').versitygw);

describe('an object store that does not work', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
  });
  const storeAt = (port: number) =>
    createObjectStore({
      MINIO_ENDPOINT: `127.0.0.1:${port}`,
      MINIO_ACCESS_KEY: 'key',
      MINIO_SECRET_KEY: 'secret-secret',
      MINIO_BUCKET: 'argus',
      MINIO_REGION: 'us-east-1',
      MINIO_USE_SSL: false,
      UPLOAD_BUFFER_MIB: 16,
    });
  const signal = new AbortController().signal;
  const options = { contentType: 'text/plain', maxBytes: 1e9, signal };

  /** Answers every request with the same text. */
  async function answering(text: string): Promise<number> {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(text));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  test('that is not there is unavailable', async () => {
    const port = await answering('');
    server?.close();
    const store = storeAt(port);
    await expect(store.putBytes('a/b', Buffer.from('x'), 'text/plain')).rejects.toMatchObject({
      code: 'unavailable',
    });
    await expect(store.putStream('a/b', Readable.from([Buffer.from('x')]), options)).rejects.toMatchObject({
      code: 'unavailable',
    });
    await expect(store.get('a/b')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.ensureBucket()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.listKeys('a')).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('that hangs up in the middle is unavailable', async () => {
    const store = storeAt(await answering(''));
    const body = Readable.from([Buffer.alloc(9 * 1024 * 1024), Buffer.alloc(9 * 1024 * 1024)]);
    await expect(store.putStream('a/b', body, options)).rejects.toMatchObject({ code: 'unavailable' });
    expect(store.uploadMemory()).toEqual({ reserved: 0, waiting: 0 });
  });

  test('that is full says so', async () => {
    const body = '<Error><Code>XMinioStorageFull</Code></Error>';
    const store = storeAt(
      await answering(
        `HTTP/1.1 507 Full\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
      ),
    );
    await expect(store.putBytes('a/b', Buffer.from('x'), 'text/plain')).rejects.toMatchObject({
      code: 'storage_full',
    });
  });
});
