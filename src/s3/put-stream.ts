import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ObjectWriter } from './object-writer.ts';
import { createPartsWriter } from './parts-writer.ts';
import { TooLargeError } from './s3-error.ts';
import type { S3Object } from './s3-object.ts';
import type { SlabPool } from './slab-pool.ts';
import { createStreamedWriter } from './streamed-writer.ts';

/** S3's limit for one request. */
const maxInOneRequest = 5 * 1024 ** 3;

export interface PutOptions {
  contentType: string;
  maxBytes: number;
  signal: AbortSignal;
  /** Expected size, if known: the upload is then streamed without buffering. A wrong value costs a second pass. */
  expectedBytes?: number | undefined;
  /** An upper bound of the size, if known. */
  atMostBytes?: number | undefined;
  /** Called with each chunk; must not retain it. */
  onChunk?: ((chunk: Buffer) => void) | undefined;
  /** Called before the object is committed; if it throws, nothing is stored. */
  beforeCommit?: ((whole: { size: number; sha256: string }) => Promise<void> | void) | undefined;
}

export interface PutResult {
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
  etag: string;
}

/** The source failed, not the store. */
export class SourceError extends Error {
  override name = 'SourceError';
}

/**
 * Streams one object into the store and hashes it on the way. A failure leaves nothing behind.
 * @throws TooLargeError, S3Error, what `beforeCommit` throws, the signal's reason, SourceError.
 */
export async function putStream(
  object: S3Object,
  pool: SlabPool,
  source: Readable,
  options: PutOptions,
): Promise<PutResult> {
  const { signal, maxBytes } = options;
  const failed = new AbortController();
  const writer = writerFor(object, pool, options, AbortSignal.any([signal, failed.signal]));
  const giveUp = () => source.destroy(asError(signal.reason));
  signal.addEventListener('abort', giveUp, { once: true });
  const hash = createHash('sha256');
  let size = 0;
  try {
    signal.throwIfAborted();
    for await (const chunk of chunksOf(source)) {
      size += chunk.length;
      if (size > maxBytes) throw new TooLargeError(maxBytes);
      hash.update(chunk);
      options.onChunk?.(chunk);
      const waits = writer.write(chunk);
      if (waits !== undefined) await waits;
    }
    const sha256 = hash.digest('hex');
    await options.beforeCommit?.({ size, sha256 });
    signal.throwIfAborted();
    return { size, sha256, etag: await writer.commit() };
  } catch (error) {
    failed.abort(error);
    source.destroy();
    await writer.abort();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function writerFor(object: S3Object, pool: SlabPool, options: PutOptions, signal: AbortSignal): ObjectWriter {
  const { expectedBytes = 0, atMostBytes = Number.POSITIVE_INFINITY } = options;
  const most = Math.min(atMostBytes, options.maxBytes);
  const parts = () => createPartsWriter(object, pool, most, signal);
  if (expectedBytes <= 0 || expectedBytes > Math.min(maxInOneRequest, options.maxBytes)) return parts();
  return createStreamedWriter(object, expectedBytes, parts, signal);
}

async function* chunksOf(source: Readable): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    throw new SourceError('the source ended early', { cause: error });
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
