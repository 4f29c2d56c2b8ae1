import type { ObjectWriter } from './object-writer.ts';
import { partBytesFor } from './part-size.ts';
import { multipartEtag, type S3Object, withoutQuotes } from './s3-object.ts';
import { type Reservation, type SlabPool, slabBytes } from './slab-pool.ts';

/** Parts in flight, per upload. */
const inFlight = 3;

/** A part that is being filled. */
interface Part {
  memory: Reservation;
  slabs: Buffer[];
  length: number;
}

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
  let part: Part | undefined;
  let committing = false;
  let failure: unknown;

  async function begin(): Promise<Part> {
    const left = Math.max(1, maxBytes - etags.length * partBytes);
    return { memory: await pool.reserve(Math.min(partBytes, left), signal), slabs: [], length: 0 };
  }

  async function send({ memory, slabs, length }: Part, number: number): Promise<string> {
    upload ??= object.beginParts();
    try {
      return await object.putPart(await upload, number, filled(slabs, length), length);
    } finally {
      memory.release();
    }
  }

  async function finish(full: Part): Promise<void> {
    part = undefined;
    const etag = send(full, etags.length + 1);
    etag.catch((error: unknown) => {
      failure ??= error;
    });
    etags.push(etag);
    // All parts but the last three are awaited here.
    await etags.at(-inFlight);
  }

  /**
   * A lost answer says nothing about the object; and when the call is repeated on another connection, stores answer
   * 404, 403 or 200 (MinIO: 404 NoSuchUpload). So the stored object is compared with what was sent.
   */
  async function complete(uploadId: string, all: readonly string[]): Promise<string> {
    try {
      return await object.completeParts(uploadId, all);
    } catch (error) {
      const stored = await object.head().catch(() => undefined);
      const etag = withoutQuotes(stored?.etag ?? '');
      if (etag !== '' && etag === multipartEtag(all)) return etag;
      throw error;
    }
  }

  return {
    async write(chunk) {
      for (let done = 0; done < chunk.length; ) {
        if (failure) throw failure;
        part ??= await begin();
        const end = Math.min(chunk.length, done + partBytes - part.length);
        fill(part, chunk.subarray(done, end));
        done = end;
        if (part.length === partBytes) await finish(part);
      }
    },

    async commit() {
      committing = true;
      if (!upload) {
        try {
          return await object.put(part ? filled(part.slabs, part.length) : [], part?.length ?? 0);
        } finally {
          part?.memory.release();
        }
      }
      if (part) await finish(part);
      const all = await Promise.all(etags);
      return complete(await upload, all);
    },

    async abort() {
      part?.memory.release();
      // Parts in flight are awaited: a store may finish one after the abort, and then keep it forever.
      await Promise.allSettled(etags);
      await upload?.then(object.abortParts).catch(() => undefined);
      if (committing) await object.remove().catch(() => undefined);
    },
  };
}

function fill(part: Part, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) {
    const at = part.length % slabBytes;
    if (at === 0) part.slabs.push(part.memory.slab());
    const copied = bytes.copy(part.slabs.at(-1) as Buffer, at, done);
    done += copied;
    part.length += copied;
  }
}

function filled(slabs: readonly Buffer[], length: number): Buffer[] {
  return slabs.map((slab, index) => slab.subarray(0, Math.min(slabBytes, length - index * slabBytes)));
}
