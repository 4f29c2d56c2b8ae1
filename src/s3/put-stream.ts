import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ArgusError } from '../domain/error.ts';
import { noteGarbage } from './collect-garbage.ts';
import type { ObjectWriter } from './object-writer.ts';
import { createPartsWriter } from './parts-writer.ts';
import type { S3Object } from './s3-object.ts';
import type { SlabPool } from './slab-pool.ts';
import { createStreamedWriter } from './streamed-writer.ts';

/** S3 takes no more in one request. */
const mostInOneRequest = 5 * 1024 ** 3;

export interface PutOptions {
  contentType: string;
  maxBytes: number;
  signal: AbortSignal;
  /** How many bytes will probably come. Where it is right, they need no memory here; where it is wrong, more work. */
  expectedBytes?: number | undefined;
  /** More than this will surely not come. */
  atMostBytes?: number | undefined;
  /**
   * Another upload may write to the same key at the same time. Then what is there is never removed, and the object is
   * only ever replaced whole.
   */
  sharedKey?: boolean | undefined;
  /** Told every chunk on its way; must not keep it. */
  onChunk?: ((chunk: Buffer) => void) | undefined;
  /** The last word before the object comes to be: when it throws, nothing is stored. */
  beforeCommit?: ((whole: { size: number; sha256: string }) => Promise<void> | void) | undefined;
}

export interface PutResult {
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
  etag: string;
}

/** What went wrong with the client's bytes, not with the store. */
export class SourceError extends Error {
  override name = 'SourceError';
}

/**
 * Streams one object into the store, hashing it on the way. Nothing is left behind when it fails.
 * @throws ArgusError `too_large`, what `beforeCommit` throws, the signal's reason, SourceError.
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
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      options.onChunk?.(chunk);
      await writer.write(chunk);
      noteGarbage(chunk.length);
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
  const parts = () => createPartsWriter(object, pool, { mostBytes: atMostBytes, sharedKey }, signal);
  if (sharedKey || expectedBytes <= 0 || expectedBytes > Math.min(mostInOneRequest, options.maxBytes))
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

export function tooLarge(maxBytes: number): ArgusError {
  return new ArgusError('too_large', `The file is larger than the ${maxBytes} bytes that are allowed.`, {
    details: { max_bytes: maxBytes },
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
