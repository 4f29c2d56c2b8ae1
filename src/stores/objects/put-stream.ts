import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { ArgusError } from '../../domain/error.ts';
import type { Multipart } from './multipart.ts';
import { type BufferedPart, bufferedPart, type Part, streamedPart } from './part.ts';
import type { SlabPool } from './slab-pool.ts';

/** S3 takes at most 10,000 parts of at least 5 MiB; 8 MiB makes objects of up to 80 GB. */
export const partBytes = 8 * 1024 * 1024;
/** Parts that the store is still working on, per upload. */
const inFlight = 3;
/** A store notices within this that a request broke off. */
const brokenPartMs = 100;

export interface PutOptions {
  contentType: string;
  maxBytes: number;
  signal: AbortSignal;
  /** Where the length is known not to be less, most of it goes through without being collected in memory first. */
  atLeastBytes?: number | undefined;
  /** Where the length is known not to be more, no more memory than that is reserved. */
  atMostBytes?: number | undefined;
  /** The last word before the object comes to be: when it throws, nothing is stored. */
  beforeCommit?: ((whole: { size: number; sha256: string }) => Promise<void> | void) | undefined;
}

export interface PutResult {
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
  etag: string;
}

/**
 * Streams one object into the store, hashing it on the way. Nothing is left behind when it fails: parts are aborted,
 * and the object comes to be with the last call only.
 * @throws ArgusError `too_large`, what `beforeCommit` throws, the signal's reason.
 */
export async function putStream(
  multipart: Multipart,
  pool: SlabPool,
  source: Readable,
  options: PutOptions,
): Promise<PutResult> {
  const { signal, maxBytes, atLeastBytes = 0, atMostBytes = Number.POSITIVE_INFINITY } = options;
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const giveUp = () => source.destroy(asError(signal.reason));
  signal.addEventListener('abort', giveUp, { once: true });

  const hash = createHash('sha256');
  const etags: Promise<string>[] = [];
  let size = 0;
  let begun = 0;
  let upload: Promise<string> | undefined;
  let part: Part | undefined;
  let whole: BufferedPart | undefined;
  let committing = false;

  const uploadId = () => (upload ??= multipart.begin());

  async function nextPart(): Promise<Part> {
    const number = ++begun;
    const streamed = atLeastBytes - position() >= partBytes;
    if (streamed) {
      return streamedPart(partBytes, await multipart.openPart(await uploadId(), number, partBytes, stop));
    }
    const memory = await pool.reserve(Math.min(partBytes, atMostBytes - position()), stop);
    const buffered = bufferedPart(partBytes, memory, async (bytes) =>
      multipart.sendPart(await uploadId(), number, bytes),
    );
    if (number === 1) whole = buffered;
    return buffered;
  }
  const position = () => etags.length * partBytes;

  async function finishPart(full: Part): Promise<void> {
    part = undefined;
    const etag = full.finish();
    etag.catch((error: unknown) => {
      failed.abort(error);
      source.destroy(asError(error));
    });
    etags.push(etag);
    // The part before the last three must be there: no more than three are on their way.
    await etags.at(-inFlight);
  }

  try {
    signal.throwIfAborted();
    for await (const chunk of chunksOf(source)) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      for (let rest = chunk; rest.length > 0; ) {
        part ??= await nextPart();
        const fitting = rest.subarray(0, part.room);
        await part.write(fitting);
        rest = rest.subarray(fitting.length);
        if (part.room === 0) await finishPart(part);
      }
    }
    const sha256 = hash.digest('hex');
    await options.beforeCommit?.({ size, sha256 });
    stop.throwIfAborted();
    if (!upload) {
      committing = true;
      const etag = await multipart.putWhole(whole?.bytes() ?? [], size, signal);
      whole?.abandon();
      return { size, sha256, etag };
    }
    if (part) await finishPart(part);
    const all = await Promise.all(etags);
    committing = true;
    return { size, sha256, etag: await multipart.complete(await uploadId(), all) };
  } catch (thrown) {
    // A part that failed ends the reading too; the part's error is the reason then.
    const error: unknown = [signal, failed.signal].find(({ aborted }) => aborted)?.reason ?? thrown;
    failed.abort(error);
    source.destroy();
    part?.abandon();
    // Whole parts are let through: a store may finish one after the abort, and then keep it for good.
    await Promise.allSettled(etags);
    // Best effort: what cannot be undone now, the sweep of unfinished uploads does later.
    await upload?.then(multipart.abort).catch(() => undefined);
    if (upload && part) {
      // The part that broke off: a store may still be storing it when it aborts the upload (versitygw does).
      await delay(brokenPartMs);
      await upload.then(multipart.abort).catch(() => undefined);
    }
    if (committing) await multipart.remove().catch(() => undefined);
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** What went wrong with the client's bytes, not with the store. */
export class SourceError extends Error {
  override name = 'SourceError';
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
