import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'minio';
import { beforeAll, describe, expect, test } from 'vitest';
import { ArgusError } from '../../../src/domain/error.ts';
import type { Progress } from '../../../src/s3/resumable-writer.ts';
import { createObjectStore, type ObjectStore, type PutOptions } from '../../../src/stores/objects.ts';
import type { S3Endpoint } from '../../../stack/endpoints.ts';
import { until } from '../../support/until.ts';

const MiB = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** In chunks of irregular lengths, as from a network. */
async function* inChunks(bytes: Buffer, length = 65_521) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const options = (more: Partial<PutOptions> = {}): PutOptions => ({
  contentType: 'application/octet-stream',
  maxBytes: 1024 * MiB,
  signal: new AbortController().signal,
  ...more,
});

/** What every S3 server has to do for Argus. */
export function objectStoreContract(name: string, endpoint: () => S3Endpoint): void {
  describe(`the object store on ${name}`, () => {
    let store: ObjectStore;
    let client: Client;
    const bucket = `argus-${randomUUID()}`;
    const key = () => `${randomUUID()}/${randomUUID()}`;
    const unfinished = (prefix: string): Promise<{ uploadId: string }[]> =>
      client
        .listIncompleteUploads(bucket, prefix, true)
        .toArray()
        .catch((error: { code?: string }) => {
          // rclone says so where no upload was ever begun.
          if (error.code !== 'NoSuchUpload') throw error;
          return [];
        });
    /** Begins an upload; not by the client, which refuses answers whose root is named otherwise than S3's. */
    const begin = async (at: string): Promise<string> => {
      const url = await client.presignedUrl('POST', bucket, at, 60, { uploads: '' });
      const answer = await (await fetch(url, { method: 'POST' })).text();
      const [, uploadId] = /<UploadId>([^<]+)/.exec(answer) ?? [];
      if (uploadId === undefined) throw new Error(answer);
      return uploadId;
    };
    const put = (at: string, bytes: Buffer, more: Partial<PutOptions> = {}) =>
      store.putStream(at, Readable.from(inChunks(bytes)), options(more));
    const expectNothing = async (at: string) => {
      expect(await store.stat(at)).toBeUndefined();
      expect(await unfinished(at)).toEqual([]);
    };

    beforeAll(async () => {
      const s3 = endpoint();
      client = new Client({ ...s3, region: 'us-east-1' });
      store = createObjectStore({
        MINIO_ENDPOINT: `${s3.endPoint}:${s3.port}`,
        MINIO_ACCESS_KEY: s3.accessKey,
        MINIO_SECRET_KEY: s3.secretKey,
        MINIO_BUCKET: bucket,
        MINIO_REGION: 'us-east-1',
        MINIO_USE_SSL: s3.useSSL,
        UPLOAD_BUFFER_MIB: 16,
      });
      await store.ensureBucket();
      return () => store.close();
    });

    test('creates its bucket once', () => store.ensureBucket());

    test.for([0, 1, 100_000, 8 * MiB - 1, 8 * MiB, 8 * MiB + 1, 26 * MiB + 12_345])(
      'keeps %i bytes of undeclared length',
      async (length) => {
        const bytes = randomBytes(length);
        const at = key();
        const result = await put(at, bytes);
        expect(result).toMatchObject({ size: length, sha256: sha256(bytes) });
        expect(result.etag).not.toBe('');
        expect(await store.stat(at)).toMatchObject({ size: length, etag: result.etag });
        expect((await buffer(await store.get(at))).equals(bytes)).toBe(true);
        expect(await unfinished(at)).toEqual([]);
      },
    );

    test.for([
      [1, 0],
      [100_000, 0],
      [20 * MiB, 0],
      [100_000, 2],
      [9 * MiB, 2],
      [9 * MiB, 3 * MiB],
      [100_000, -2],
      [100_000, -100_001],
      [9 * MiB, -70_000],
    ] as const)('keeps %i bytes when so many more came than were expected: %i', async ([length, more]) => {
      const bytes = randomBytes(length);
      const at = key();
      const result = await put(at, bytes, { expectedBytes: length - more, atMostBytes: length + 200 });
      expect(result).toMatchObject({ size: length, sha256: sha256(bytes) });
      expect(await store.stat(at)).toMatchObject({ size: length, etag: result.etag });
      expect((await buffer(await store.get(at))).equals(bytes)).toBe(true);
      expect(await unfinished(at)).toEqual([]);
      expect(store.uploadMemory()).toEqual({ reserved: 0, waiting: 0 });
    });

    test('returns the rest from an offset on', async () => {
      const at = key();
      await store.putBytes(at, Buffer.from('0123456789'), 'text/plain');
      expect((await buffer(await store.get(at, 4))).toString()).toBe('456789');
      expect(await store.stat(at)).toMatchObject({ size: 10, contentType: 'text/plain' });
    });

    test('presigns URLs that anyone can read', async () => {
      const at = key();
      await store.putBytes(at, Buffer.from('drive'), 'text/plain');
      const response = await fetch((await store.linkTo(at, 60)).url);
      expect(await response.text()).toBe('drive');
    });

    test('reports missing objects', async () => {
      await expect(store.get(key())).rejects.toMatchObject({ code: 'not_found' });
      expect(await store.stat(key())).toBeUndefined();
      await store.remove(key());
    });

    test('removes and lists', async () => {
      const prefix = randomUUID();
      for (const name of ['a', 'b', 'c/d'])
        await store.putBytes(`${prefix}/${name}`, Buffer.from('x'), 'text/plain');
      expect((await store.listKeys(`${prefix}/`)).sort()).toEqual(
        ['a', 'b', 'c/d'].map((name) => `${prefix}/${name}`),
      );
      expect(await store.listKeys(`${prefix}/`, 2)).toHaveLength(2);
      await store.remove(`${prefix}/a`);
      expect(await store.listKeys(`${prefix}/`)).toHaveLength(2);
    });

    test.for([
      [100_000, 0],
      [20 * MiB, 0],
      [100_000, 99_000],
      [20 * MiB, 19 * MiB],
    ] as const)(
      'leaves nothing of %i bytes (expecting %i) that are too many',
      async ([length, expectedBytes]) => {
        const at = key();
        const upload = put(at, randomBytes(length), { maxBytes: length - 1, expectedBytes });
        await expect(upload).rejects.toMatchObject({ code: 'too_large' });
        await expectNothing(at);
      },
    );

    test.for([
      [100_000, 0],
      [20 * MiB, 0],
      [20 * MiB, 20 * MiB],
      [20 * MiB, 19 * MiB],
      [100_000, 100_000],
      [100_000, 99_998],
    ] as const)(
      'leaves nothing of %i bytes (expecting %i) that are refused at the end',
      async ([length, expectedBytes]) => {
        const at = key();
        const beforeCommit = () => {
          throw new ArgusError('checksum_mismatch', 'no');
        };
        await expect(put(at, randomBytes(length), { expectedBytes, beforeCommit })).rejects.toMatchObject({
          code: 'checksum_mismatch',
        });
        await expectNothing(at);
      },
    );

    test.for([0, 30 * MiB])(
      'leaves nothing when the client disconnects (expecting %i)',
      async (expectedBytes) => {
        const at = key();
        async function* broken() {
          yield* inChunks(randomBytes(20 * MiB));
          throw new Error('connection reset');
        }
        const upload = store.putStream(at, Readable.from(broken()), options({ expectedBytes }));
        await expect(upload).rejects.toThrow();
        await expectNothing(at);
      },
    );

    test.for([0, 30 * MiB])('leaves nothing when it is stopped (expecting %i)', async (expectedBytes) => {
      const at = key();
      const stuck = new PassThrough({ highWaterMark: 20 * MiB });
      stuck.write(randomBytes(18 * MiB));
      const stop = new AbortController();
      const upload = store.putStream(at, stuck, options({ expectedBytes, signal: stop.signal }));
      setTimeout(() => stop.abort(new ArgusError('timeout', 'slow')), 500);
      await expect(upload).rejects.toMatchObject({ code: 'timeout' });
      await expectNothing(at);
    });

    test('leaves nothing of many that break at once', async () => {
      const at = key();
      async function* broken(index: number) {
        yield* inChunks(randomBytes(64 * 1024 * (1 + (index % 16))));
        throw new Error('connection reset');
      }
      const uploads = Array.from({ length: 64 }, (_, index) =>
        store.putStream(`${at}/${index}`, Readable.from(broken(index)), options({ expectedBytes: 10 * MiB })),
      );
      const ends = await Promise.allSettled(uploads);
      expect(ends.filter(({ status }) => status !== 'rejected')).toEqual([]);
      expect(await store.listKeys(`${at}/`)).toEqual([]);
    });

    test('accepts more concurrent uploads than it has memory for', async () => {
      const bytes = randomBytes(9 * MiB);
      const uploads = Array.from({ length: 12 }, () => put(key(), bytes));
      expect(new Set((await Promise.all(uploads)).map((result) => result.sha256))).toEqual(
        new Set([sha256(bytes)]),
      );
      expect(store.uploadMemory()).toEqual({ reserved: 0, waiting: 0 });
    });

    /** Writes on from `from`, as a request does: `chunks`, then either to safety or to the end. */
    async function writeOn(
      at: string,
      from: Progress & { etags: string[] },
      chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
      end: 'suspend' | 'finish',
    ): Promise<Progress & { etags: string[] }> {
      const { signal } = new AbortController();
      const etags = [...from.etags];
      const writer = store.resumable(at, (position) => `${at}-tail/${position}`, {
        from,
        partBytes: 5 * MiB,
        signal,
        onPart: async ({ number, etag }) => {
          etags[number - 1] = etag;
        },
      });
      try {
        for await (const chunk of chunks) await writer.write(chunk);
        if (end === 'suspend') return { ...(await writer.suspend()), etags };
        const { uploadId } = await writer.finish();
        if (uploadId) await store.completeParts(at, uploadId, etags);
        return { uploadId, parts: etags.length, tail: [], etags };
      } finally {
        await writer.tidy();
        await writer.close();
      }
    }
    const nothingYet = { uploadId: null, parts: 0, tail: [], etags: [] };

    test.for([
      ['less than a part in 70 pieces', 700_000, 10_000],
      ['a few bytes over two parts', 10 * MiB + 5, 700_001],
      ['exactly two parts', 10 * MiB, 3 * MiB],
    ] as const)('joins what comes in several requests: %s', async ([, length, piece]) => {
      const bytes = randomBytes(length);
      const at = key();
      let stored: Progress & { etags: string[] } = nothingYet;
      for await (const chunk of inChunks(bytes, piece))
        stored = await writeOn(at, stored, [chunk], 'suspend');
      await writeOn(at, stored, [], 'finish');
      expect((await buffer(await store.get(at))).equals(bytes)).toBe(true);
      expect(await store.listKeys(`${at}-tail/`)).toEqual([]);
      expect(await unfinished(at)).toEqual([]);
    });

    test('spills what there is no memory for, and no writer waits for ever', async () => {
      const slow = new PassThrough();
      const files = Array.from({ length: 12 }, () => ({ at: key(), bytes: randomBytes(6 * MiB) }));
      const writing = files.map(({ at, bytes }) => writeOn(at, nothingYet, inChunks(bytes), 'finish'));
      // One that has begun and stands still holds little.
      const held = { at: key(), bytes: randomBytes(6 * MiB) };
      const standing = writeOn(held.at, nothingYet, slow, 'finish');
      slow.write(held.bytes.subarray(0, 3 * MiB));
      await Promise.all(writing);
      slow.end(held.bytes.subarray(3 * MiB));
      await standing;
      for (const { at, bytes } of [...files, held]) {
        expect((await buffer(await store.get(at))).equals(bytes)).toBe(true);
        expect(await store.listKeys(`${at}-tail/`)).toEqual([]);
      }
      expect(store.uploadMemory()).toEqual({ reserved: 0, waiting: 0 });
    });

    test('spares an unfinished upload that still sends, however long ago it was begun', async () => {
      const at = key();
      const uploadId = await begin(at);
      // Longer than the store and this test may take between a part and the look for it.
      const quietMs = 6_000;
      await delay(quietMs + 500);
      await client.uploadPart(
        { bucketName: bucket, objectName: at, uploadID: uploadId, partNumber: 1, headers: {} },
        Buffer.alloc(100),
      );
      expect(await store.abortStaleUploads(quietMs, at)).toBe(0);
      expect(await unfinished(at)).toHaveLength(1);
      await until('nothing to have come', async () => (await store.abortStaleUploads(quietMs, at)) === 1);
    });

    test('aborts unfinished uploads that are old enough', async () => {
      const at = key();
      await begin(at);
      expect(await store.abortStaleUploads(3600_000, at)).toBe(0);
      expect(await unfinished(at)).toHaveLength(1);
      await until('it is a second old', async () => (await store.abortStaleUploads(1_000, at)) === 1);
      expect(await unfinished(at)).toEqual([]);
    });
  });
}
