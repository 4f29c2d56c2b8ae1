import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ObjectWriter } from './object-writer.ts';
import { createPartsWriter } from './parts-writer.ts';
import { TooLargeError } from './s3-error.ts';
import type { S3Object } from './s3-object.ts';
import type { SlabPool } from './slab-pool.ts';
import { createStreamedWriter } from './streamed-writer.ts';

/** S3 takes no more in one request. */
const maxInOneRequest = 5 * 1024 ** 3;

export interface PutOptions {
  contentType: string;
  maxBytes: number;
  signal: AbortSignal;
  /** Expected size, if known: the upload is then streamed without buffering. Where it is wrong, there is more work. */
  expectedBytes?: number | undefined;
  /** An upper bound of the size, if known. */
  atMostBytes?: number | undefined;
  /**
   * Another upload may write to the same key at the same time. Then what is there is never removed, and the object is
   * only ever replaced whole.
   */
  sharedKey?: boolean | undefined;
  /** Called with each chunk; must not retain it. */
  onChunk?: ((chunk: Buffer) => void) | undefined;
  /** Called before the object is committed: when it throws, nothing is stored. */
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
 * Streams one object into the store, hashing it on the way. Nothing is left behind when it fails.
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
      await writer.write(chunk);
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
  const { expectedBytes = 0, atMostBytes = Number.POSITIVE_INFINITY, sharedKey = false } = options;
  const parts = () => createPartsWriter(object, pool, { maxBytes: atMostBytes, sharedKey }, signal);
  if (sharedKey || expectedBytes <= 0 || expectedBytes > Math.min(maxInOneRequest, options.maxBytes))
    return parts();
  return createStreamedWriter(object, expectedBytes, parts, signal);
}

async function* chunksOf(source: Readable): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    throw new SourceError('the source broke off', { cause: error });
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
