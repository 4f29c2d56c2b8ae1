import { completeParts } from './complete-parts.ts';
import { FilledSlabs } from './filled-slabs.ts';
import type { ObjectWriter } from './object-writer.ts';
import { partBytesFor } from './part-size.ts';
import type { S3Object } from './s3-object.ts';
import type { SlabPool } from './slab-pool.ts';

/** Parts in flight, per upload. */
const inFlight = 3;

/**
 * For objects of unknown size, up to `maxBytes`: collected part by part. What fits into one part becomes a plain object.
 */
export function createPartsWriter(
  object: S3Object,
  pool: SlabPool,
  maxBytes: number,
  signal: AbortSignal,
): ObjectWriter {
  const partBytes = partBytesFor(maxBytes);
  const etags: Promise<string>[] = [];
  let upload: Promise<string> | undefined;
  let part: FilledSlabs | undefined;
  let committing = false;
  let failure: unknown;

  async function begin(): Promise<FilledSlabs> {
    const left = Math.max(1, maxBytes - etags.length * partBytes);
    return new FilledSlabs(await pool.reserve(Math.min(partBytes, left), signal));
  }

  async function send(full: FilledSlabs, number: number): Promise<string> {
    upload ??= object.beginParts();
    try {
      return await object.putPart(await upload, number, full.buffers(), full.length);
    } finally {
      full.release();
    }
  }

  async function finish(full: FilledSlabs): Promise<void> {
    part = undefined;
    const etag = send(full, etags.length + 1);
    etag.catch((error: unknown) => {
      failure ??= error;
    });
    etags.push(etag);
    // All parts but the last three are awaited here.
    await etags.at(-inFlight);
  }

  return {
    async write(chunk) {
      for (let done = 0; done < chunk.length; ) {
        if (failure) throw failure;
        part ??= await begin();
        const end = Math.min(chunk.length, done + partBytes - part.length);
        part.fill(chunk.subarray(done, end));
        done = end;
        if (part.length === partBytes) await finish(part);
      }
    },

    async commit() {
      committing = true;
      if (!upload) {
        try {
          return await object.put(part?.buffers() ?? [], part?.length ?? 0);
        } finally {
          part?.release();
        }
      }
      if (part) await finish(part);
      const all = await Promise.all(etags);
      return completeParts(object, await upload, all);
    },

    async abort() {
      part?.release();
      // Parts in flight are awaited: a store may finish one after the abort, and then keep it forever.
      await Promise.allSettled(etags);
      await upload?.then(object.abortParts).catch(() => undefined);
      if (committing) await object.remove().catch(() => undefined);
    },
  };
}
