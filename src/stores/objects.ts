import { Agent } from 'node:https';
import type { Readable } from 'node:stream';
import type { Client } from 'minio';
import { hostAndPort } from '../address.ts';
import { withTimeout } from '../async/with-timeout.ts';
import type { Config } from '../config.ts';
import { createPresign } from '../s3/presign.ts';
import { type PutOptions, type PutResult, putStream, SourceError } from '../s3/put-stream.ts';
import { resumingRead } from '../s3/resuming-read.ts';
import { isMissing, S3Error } from '../s3/s3-error.ts';
import { createS3Http } from '../s3/s3-http.ts';
import { createS3Listing, type ListedObject, type UnfinishedUpload } from '../s3/s3-listing.ts';
import { createS3Object, type Sign, withoutQuotes } from '../s3/s3-object.ts';
import { createSlabPool } from '../s3/slab-pool.ts';
import { readTlsFiles } from '../tls-files.ts';
import { asArgusError } from './object-errors.ts';
import { createObjectUploads } from './object-uploads.ts';

export type { PutOptions, PutResult } from '../s3/put-stream.ts';
export type { StoredPart } from '../s3/resumable-writer.ts';
export type { ListedObject } from '../s3/s3-listing.ts';

type ObjectConfig = Pick<
  Config,
  | 'MINIO_ENDPOINT'
  | 'MINIO_ACCESS_KEY'
  | 'MINIO_SECRET_KEY'
  | 'MINIO_BUCKET'
  | 'MINIO_REGION'
  | 'MINIO_USE_SSL'
  | 'MINIO_CA'
  | 'UPLOAD_BUFFER_MIB'
> &
  Partial<Pick<Config, 'MINIO_PUBLIC_URL'>>;

export interface ObjectStat {
  size: number;
  contentType: string;
  etag: string;
}

/** A signed URL of an object. */
export interface ObjectLink {
  url: string;
  /** PEM: who has signed the certificate of the store; undefined where Node knows them. */
  ca: string | undefined;
}

/** Argus sends its own requests at once; this long a validity tolerates a clock that is off by an hour. */
const signedSeconds = 2 * 3600;
/** Timeout of calls without a request body. */
const callMs = 10_000;
/** Unfinished uploads that one sweep checks. */
const maxUnfinished = 1_000;

/**
 * The only place that uses the `minio` client. Every method throws the errors of `asArgusError`.
 * @param silentMs How long the store may say nothing.
 */
export function createObjectStore(config: ObjectConfig, silentMs?: number) {
  const { host, port } = hostAndPort(config.MINIO_ENDPOINT);
  const bucket = config.MINIO_BUCKET;
  const { ca } = readTlsFiles({ ca: config.MINIO_CA });
  let opened: Promise<Client> | undefined;
  /** Loaded on first use: it takes 30 MB, which an API that only streams bytes does not need. */
  const client = () => {
    opened ??= import('minio').then(
      ({ Client }) =>
        new Client({
          endPoint: host,
          port,
          useSSL: config.MINIO_USE_SSL,
          accessKey: config.MINIO_ACCESS_KEY,
          secretKey: config.MINIO_SECRET_KEY,
          region: config.MINIO_REGION,
          pathStyle: true,
          ...(ca && { transportAgent: new Agent({ ca }) }),
          retryOptions: { disableRetry: true },
        }),
    );
    return opened;
  };
  const http = createS3Http(config.MINIO_USE_SSL, silentMs, ca);
  const pool = createSlabPool(config.UPLOAD_BUFFER_MIB * 1024 * 1024);
  const presignAt = (origin: string) =>
    createPresign({
      origin,
      bucket,
      region: config.MINIO_REGION,
      accessKey: config.MINIO_ACCESS_KEY,
      secretKey: config.MINIO_SECRET_KEY,
    });
  const origin = `${config.MINIO_USE_SSL ? 'https' : 'http'}://${config.MINIO_ENDPOINT}`;
  const presign = presignAt(origin);
  const presignPublic = presignAt(config.MINIO_PUBLIC_URL ? new URL(config.MINIO_PUBLIC_URL).origin : origin);
  const sign: Sign = (method, key, query = {}) => presign(method, key, query, signedSeconds);
  const listing = createS3Listing(http, sign);
  const object = (key: string, contentType = '') => createS3Object(http, sign, key, contentType);

  /** Runs a call; recreates a missing bucket, so that the next attempt succeeds. */
  async function run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof SourceError) throw error.cause;
      if (error instanceof S3Error && error.code === 'NoSuchBucket') await ensureBucket();
      throw asArgusError(error);
    }
  }

  async function ensureBucket(): Promise<void> {
    try {
      const minio = await client();
      if (await withTimeout(callMs, minio.bucketExists(bucket))) return;
      await withTimeout(callMs, minio.makeBucket(bucket, config.MINIO_REGION));
    } catch (error) {
      // Another process was faster.
      if ((error as { code?: string }).code === 'BucketAlreadyOwnedByYou') return;
      throw asArgusError(error);
    }
  }

  /** False if it is still being sent, or has just ended. */
  async function abortIfQuiet(key: string, uploadId: string, quietSince: number): Promise<boolean> {
    try {
      const last = await withTimeout(callMs, listing.lastPartAt(key, uploadId));
      if (last && last.getTime() >= quietSince) return false;
      await object(key).abortParts(uploadId);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  return {
    ensureBucket,

    /** Streams an object of any length; see `PutOptions`. @throws ArgusError also `too_large`; what the source throws. */
    putStream: (key: string, source: Readable, options: PutOptions): Promise<PutResult> =>
      run(() => putStream(object(key, options.contentType), pool, source, options)),

    ...createObjectUploads({ run, object, pool, presign: presignPublic }),

    putBytes: (key: string, bytes: Buffer, contentType: string): Promise<void> =>
      run(async () => {
        await object(key, contentType).put([bytes], bytes.length);
      }),

    /** The object's bytes from `offset` on. @throws ArgusError `not_found`. */
    get: (key: string, offset = 0): Promise<Readable> => run(() => object(key).get(offset)),

    /**
     * The bytes from `first` to `last`, both included, for a reader of any speed: the rest is requested again if the
     * store ends the response early.
     * @throws ArgusError `not_found`.
     */
    getRange: (key: string, first: number, last: number): Promise<Readable> =>
      run(() => resumingRead((from) => object(key).get(from, last), first, last)),

    /** Undefined if there is no such object. */
    stat: (key: string): Promise<ObjectStat | undefined> =>
      run(async () => {
        const headers = await object(key).head().catch(unlessMissing);
        return (
          headers && {
            size: Number(headers['content-length']),
            contentType: headers['content-type'] ?? 'application/octet-stream',
            etag: withoutQuotes(headers.etag ?? ''),
          }
        );
      }),

    /** Succeeds if the object does not exist. */
    remove: (key: string): Promise<void> => run(() => object(key).remove().catch(unlessMissing)),

    /** Where a thread, which has no store, reads an object. */
    linkTo: async (key: string, seconds: number): Promise<ObjectLink> => ({
      url: presign('GET', key, {}, seconds),
      ca: ca?.toString(),
    }),

    /** At most `limit` keys that begin with `prefix`. */
    listKeys: (prefix: string, limit = 1_000): Promise<string[]> =>
      run(() => withTimeout(callMs, listing.keys(prefix, limit))),

    /** Every object whose key begins with `prefix`, a page at a time. */
    async *list(prefix = ''): AsyncGenerator<ListedObject[]> {
      const pages = listing.objects(prefix);
      for (;;) {
        const page = await run(() => withTimeout(callMs, pages.next()));
        if (page.done) return;
        yield page.value;
      }
    },

    /**
     * Aborts unfinished multipart uploads that have received nothing for this long; resolves to how many. An upload
     * still in progress may have been started days ago, and those in `kept` belong to a row. Checks 1,000 per call.
     */
    async abortStaleUploads(
      olderThanMs: number,
      prefix = '',
      kept: (uploadIds: string[]) => Promise<ReadonlySet<string>> = async () => new Set(),
    ): Promise<number> {
      const quietSince = Date.now() - olderThanMs;
      const unfinished = await run(() =>
        withTimeout(callMs, listing.unfinishedUploads(maxUnfinished)).catch(noneIfMissing),
      );
      const old = unfinished.filter(
        ({ key, initiated }) => key.startsWith(prefix) && initiated.getTime() < quietSince,
      );
      // It asks another server, whose failure is not one of the object store.
      const owned = await kept(old.map(({ uploadId }) => uploadId));
      let aborted = 0;
      for (const { key, uploadId } of old) {
        if (owned.has(uploadId)) continue;
        if (await run(() => abortIfQuiet(key, uploadId, quietSince))) aborted += 1;
      }
      return aborted;
    },

    /** Bytes reserved for parts, and uploads that wait for memory. */
    uploadMemory: pool.usage,

    async ping(): Promise<void> {
      // The bucket itself; a missing one is created when something is stored.
      await run(() => withTimeout(callMs, object('').head().catch(unlessMissing)));
    },

    async close(): Promise<void> {
      http.close();
    },
  };
}

export type ObjectStore = ReturnType<typeof createObjectStore>;

function unlessMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

/** rclone answers 404 for a bucket in which no upload was ever started. */
function noneIfMissing(error: unknown): UnfinishedUpload[] {
  if (isMissing(error)) return [];
  throw error;
}
