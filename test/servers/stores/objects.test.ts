import { randomBytes } from 'node:crypto';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { createObjectStore } from '../../../src/stores/objects.ts';
import type { S3Endpoint } from '../../../stack/endpoints.ts';
import { until } from '../../support/until.ts';
import { objectStoreContract } from './objects-contract.ts';

objectStoreContract('MinIO', () => inject('stack').minio);
objectStoreContract('versitygw', () => inject('stack').versitygw);

/** Another server to be tested against the contract: `ARGUS_TEST_S3=http://KEY:SECRET@HOST:PORT`. */
const another = process.env.ARGUS_TEST_S3;
if (another !== undefined) objectStoreContract('another server', () => endpointOf(new URL(another)));

function endpointOf({ protocol, hostname, port, username, password }: URL): S3Endpoint {
  const useSSL = protocol === 'https:';
  return {
    endPoint: hostname,
    port: Number(port) || (useSSL ? 443 : 80),
    useSSL,
    accessKey: decodeURIComponent(username),
    secretKey: decodeURIComponent(password),
  };
}

describe('a reader', () => {
  const silentMs = 400;
  const storeAt = (endpoint: string) => {
    const { accessKey, secretKey } = inject('stack').minio;
    return createObjectStore(
      {
        MINIO_ENDPOINT: endpoint,
        MINIO_ACCESS_KEY: accessKey,
        MINIO_SECRET_KEY: secretKey,
        MINIO_BUCKET: 'argus-slow-readers',
        MINIO_REGION: 'us-east-1',
        MINIO_USE_SSL: false,
        UPLOAD_BUFFER_MIB: 16,
      },
      silentMs,
    );
  };
  const bytes = randomBytes(12 * 1024 * 1024);

  test('may pause for longer than the store may be silent', async () => {
    const { endPoint, port } = inject('stack').minio;
    const store = storeAt(`${endPoint}:${port}`);
    await store.ensureBucket();
    await store.putBytes('slow', bytes, 'text/plain');
    const read: Buffer[] = [];
    let [length, pauses] = [0, 0];
    for await (const chunk of await store.get('slow')) {
      read.push(chunk);
      length += chunk.length;
      if (pauses < 2 && length > pauses * 1024 * 1024) {
        const from = performance.now();
        await until('the pause to be over', () => performance.now() - from > 4 * silentMs);
        pauses += 1;
      }
    }
    expect(pauses).toBe(2);
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
    await store.close();
  });

  test('of a store that stops in the middle receives an error in time', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nsome'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const store = storeAt(`127.0.0.1:${port}`);
    const body = await store.get('stuck');
    await expect(body.toArray()).rejects.toThrow('stopped responding');
    await store.close();
    server.close();
  });
});

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

  test('that does not exist is unavailable', async () => {
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

  test.each([
    ['403 Forbidden', 'SignatureDoesNotMatch', '', 'internal', 'MINIO_SECRET_KEY'],
    ['403 Forbidden', 'RequestTimeTooSkewed', '', 'internal', 'clock'],
    ['403 Forbidden', 'AccessDenied', 'Request has expired', 'internal', 'clock'],
    ['400 Bad Request', 'AuthorizationHeaderMalformed', '', 'internal', 'MINIO_REGION'],
    ['501 Not Implemented', 'NotImplemented', '', 'internal', '501 NotImplemented'],
    ['500 Internal', 'InternalError', 'No free volumes left!', 'storage_full', 'full'],
    ['503 Slow', 'SlowDown', '', 'unavailable', '503 SlowDown'],
  ])(
    'that answers %s %s %s is reported with its response',
    async (status, code, message, expected, words) => {
      const body = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
      const answer = `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`;
      const store = storeAt(await answering(answer));
      await expect(store.putBytes('a/b', Buffer.from('x'), 'text/plain')).rejects.toMatchObject({
        code: expected,
        message: expect.stringContaining(words),
      });
    },
  );

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

describe.each(['minio', 'versitygw'] as const)('an answer of %s that is lost', (name) => {
  let proxy: Server;
  /** Number of responses to CompleteMultipartUpload that are still to be lost. */
  let toLose = 0;
  /** Number of such requests that are still to be lost before the store receives them. */
  let toDrop = 0;
  let headFails = false;
  const signal = new AbortController().signal;
  const options = { contentType: 'text/plain', maxBytes: 1e9, signal };
  const storeAt = (MINIO_ENDPOINT: string) => {
    const { accessKey, secretKey } = inject('stack')[name];
    return createObjectStore({
      MINIO_ENDPOINT,
      MINIO_ACCESS_KEY: accessKey,
      MINIO_SECRET_KEY: secretKey,
      MINIO_BUCKET: 'lost-answers',
      MINIO_REGION: 'us-east-1',
      MINIO_USE_SSL: false,
      UPLOAD_BUFFER_MIB: 64,
    });
  };

  beforeAll(async () => {
    proxy = createServer((client) => {
      const { endPoint, port } = inject('stack')[name];
      const store = connect(port, endPoint);
      let isComplete = false;
      client.on('data', (chunk) => {
        const head = chunk.toString('latin1', 0, 2_000);
        isComplete = /^POST [^ ]*[?&]uploadId=/.test(head);
        if ((headFails && head.startsWith('HEAD ')) || (isComplete && toDrop-- > 0)) client.destroy();
        else store.write(chunk);
      });
      store.on('data', (chunk) => {
        if (isComplete && toLose > 0) {
          toLose -= 1;
          client.destroy();
        } else client.write(chunk);
      });
      for (const [one, other] of [
        [client, store],
        [store, client],
      ] as const) {
        one.on('error', () => undefined).on('close', () => other.destroy());
      }
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => proxy.close(resolve)));

  const body = () => Readable.from([randomBytes(10 * 1024 * 1024), randomBytes(10 * 1024 * 1024)]);

  test('once: the object exists and the upload succeeds', async () => {
    const store = storeAt(`127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    await store.ensureBucket();
    toLose = 1;
    const { size, etag } = await store.putStream('once', body(), options);
    expect(toLose).toBe(0);
    expect(await store.stat('once')).toMatchObject({ size, etag });
    await store.close();
  });

  const nothingStays = async (store: ReturnType<typeof storeAt>, key: string) => {
    headFails = false;
    toDrop = 0;
    toLose = 0;
    expect(await store.stat(key)).toBeUndefined();
    // Younger uploads would be aborted.
    expect(await store.abortStaleUploads(-60_000, key)).toBe(0);
    expect(store.uploadMemory()).toEqual({ reserved: 0, waiting: 0 });
    await store.close();
  };

  test('together with that of HEAD: the upload fails, and nothing remains', async () => {
    const store = storeAt(`127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    await store.ensureBucket();
    toLose = 10;
    headFails = true;
    await expect(store.putStream('both', body(), options)).rejects.toMatchObject({ code: 'unavailable' });
    await nothingStays(store, 'both');
  });

  test('because the store never had the request: the upload fails, and nothing remains', async () => {
    const store = storeAt(`127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    await store.ensureBucket();
    toDrop = 10;
    await expect(store.putStream('never', body(), options)).rejects.toMatchObject({ code: 'unavailable' });
    await nothingStays(store, 'never');
  });

  test('if another object has the key: it is not mistaken for the upload', async () => {
    const store = storeAt(`127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    await store.ensureBucket();
    await store.putStream('other', body(), options);
    toDrop = 10;
    const again = store.putStream('other', body(), options);
    await expect(again).rejects.toMatchObject({ code: 'unavailable' });
    await nothingStays(store, 'other');
  });
});
