import { FilledSlabs } from './filled-slabs.ts';
import type { OpenPut } from './s3-http.ts';
import type { S3Object } from './s3-object.ts';
import type { SlabPool } from './slab-pool.ts';

/** Parts in flight, per upload. */
const inFlight = 3;
/** Memory is taken in steps, so that slow clients hold little. */
const stepBytes = 512 * 1024;
/** Small objects of a tail; more are written as one. */
const mostTails = 32;

/** How far an object has come. Every part but the last has `partBytes`. */
export interface Progress {
  uploadId: string | null;
  /** Whole parts that are stored. */
  parts: number;
  /** Lengths of the small objects that hold what came after them. */
  tail: readonly number[];
}

export interface ResumableTarget {
  object: S3Object;
  /** The small object for the bytes from `at` on. */
  tail(at: number): S3Object;
  partBytes: number;
  /** Called when a part is stored, in order. */
  onPart(part: StoredPart): Promise<void>;
}

export interface StoredPart {
  /** From 1. */
  number: number;
  etag: string;
  /** Of the multipart upload in the store. */
  uploadId: string;
}

/**
 * Writes an object over several requests, also of several processes. What is less than a part survives between them in small
 * objects (the tail), and so does what there is no memory for. The same bytes are always written to the same places, so
 * that an attempt which is not counted leaves nothing wrong behind.
 */
export function createResumableWriter(
  target: ResumableTarget,
  pool: SlabPool,
  from: Progress,
  signal: AbortSignal,
) {
  const { object, partBytes } = target;
  let uploadId = from.uploadId;
  let sent = from.parts;
  let tails = [...from.tail];
  let steps: FilledSlabs[] = [];
  let length = sum(tails);
  let failure: unknown;
  /** Resolves when all parts so far are stored and reported. */
  let reported: Promise<void> = Promise.resolve();
  const sending: Promise<unknown>[] = [];
  /** Where tails begin whose bytes are stored elsewhere. */
  let garbage: number[] = [];

  const partStart = () => sent * partBytes;

  /** A step with room. Where there is no memory, what this upload holds makes way. */
  async function room(): Promise<FilledSlabs> {
    const last = steps.at(-1);
    if (last && last.length < stepBytes) return last;
    let memory = pool.tryReserve(stepBytes);
    while (!memory && sending.length > 0) {
      await Promise.race(sending);
      memory = pool.tryReserve(stepBytes);
    }
    if (!memory) await spill();
    const step = new FilledSlabs(memory ?? (await pool.reserve(stepBytes, signal)));
    steps.push(step);
    return step;
  }

  function release(held: readonly FilledSlabs[]): void {
    for (const step of held) step.release();
  }

  /** Memory → tail. */
  async function spill(): Promise<void> {
    const bytes = sum(steps.map((step) => step.length));
    if (bytes > 0 && tails.length < mostTails) {
      const buffers = buffersOf(steps);
      await target.tail(partStart() + length - bytes).put(buffers, bytes);
      tails.push(bytes);
    } else if (bytes > 0) {
      await merge();
    }
    release(steps);
    steps = [];
  }

  /** Over the first of them, whose bytes stay what they are. */
  async function merge(): Promise<void> {
    const old = tails;
    await stream((stop) => target.tail(partStart()).putStreamed(length, stop), partStart(), old, steps);
    tails = [length];
    garbage.push(...startsOf(old, partStart()).slice(1));
  }

  async function stream(
    open: (stop: AbortSignal) => Promise<OpenPut<string>>,
    start: number,
    stored: readonly number[],
    held: readonly FilledSlabs[],
  ): Promise<string> {
    const failed = new AbortController();
    try {
      const put = await open(failed.signal);
      let at = start;
      for (const bytes of stored) {
        for await (const chunk of await target.tail(at).get(0, bytes - 1)) await put.write(chunk);
        at += bytes;
      }
      for (const buffer of buffersOf(held)) await put.write(buffer);
      return await put.finish();
    } catch (error) {
      // The memory is about to be used for something else.
      failed.abort(error);
      throw error;
    }
  }

  async function sendPart(): Promise<void> {
    uploadId ??= await object.beginParts();
    const [id, start, stored, held, bytes] = [uploadId, partStart(), tails, steps, length];
    sent += 1;
    const number = sent;
    [tails, steps, length] = [[], [], 0];
    const put = (
      stored.length > 0
        ? stream((stop) => object.putPartStreamed(id, number, bytes, stop), start, stored, held)
        : object.putPart(id, number, buffersOf(held), bytes)
    ).finally(() => release(held));
    const slot: Promise<unknown> = put
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => sending.splice(sending.indexOf(slot), 1));
    sending.push(slot);
    const before = reported;
    reported = (async () => {
      await before;
      await target.onPart({ number, etag: await put, uploadId: id });
      garbage.push(...startsOf(stored, start));
    })();
    reported.catch((error: unknown) => {
      failure ??= error;
    });
    if (sending.length >= inFlight) await Promise.race(sending);
  }

  /** Takes what there is room for at once, in the middle of a part. @returns how much that was */
  function fillStep(chunk: Buffer): number {
    const step = steps.at(-1);
    if (failure || !step) return 0;
    const free = Math.min(stepBytes - step.length, partBytes - length - 1);
    const bytes = chunk.subarray(0, Math.max(0, free));
    step.fill(bytes);
    length += bytes.length;
    return bytes.length;
  }

  async function writeRest(chunk: Buffer, taken: number): Promise<void> {
    for (let done = taken; done < chunk.length; ) {
      if (failure) throw failure;
      const step = await room();
      const free = Math.min(stepBytes - step.length, partBytes - length);
      const bytes = chunk.subarray(done, done + free);
      step.fill(bytes);
      done += bytes.length;
      length += bytes.length;
      if (length === partBytes) await sendPart();
    }
  }

  return {
    /** Resolves when there is room for more; undefined where there is already. */
    write(chunk: Buffer): Promise<void> | undefined {
      const taken = fillStep(chunk);
      return taken === chunk.length ? undefined : writeRest(chunk, taken);
    },

    /**
     * Removes tails that are stored elsewhere by now; to be called when what was reported has been kept. One that cannot be
     * removed goes when the upload is over.
     */
    async tidy(): Promise<void> {
      const starts = garbage;
      garbage = [];
      await Promise.all(
        starts.map((at) =>
          target
            .tail(at)
            .remove()
            .catch(() => undefined),
        ),
      );
    },

    /** Bytes taken, from the first of the object on. */
    taken: () => partStart() + length,

    /** Brings everything to safety, for another writer to go on. */
    async suspend(): Promise<Progress> {
      await reported;
      await spill();
      return { uploadId, parts: sent, tail: tails };
    },

    /** Brings everything to safety as a whole: the object itself, where the answer has no `uploadId`, else its last part. */
    async finish(): Promise<{ uploadId: string | null }> {
      if (!uploadId && sent === 0) {
        if (tails.length > 0) {
          await stream((stop) => object.putStreamed(length, stop), 0, tails, steps);
        } else {
          await object.put(buffersOf(steps), length);
        }
        garbage.push(...startsOf(tails, 0));
        return { uploadId: null };
      }
      if (length > 0) await sendPart();
      await reported;
      return { uploadId };
    },

    /** Ends it, whatever became of it. Never rejects. */
    async close(): Promise<void> {
      release(steps);
      steps = [];
      await Promise.allSettled([...sending, reported]);
    },
  };
}

/** Where each of the lengths begins. */
function startsOf(lengths: readonly number[], start: number): number[] {
  return lengths.map((_, index) => start + sum(lengths.slice(0, index)));
}

const buffersOf = (held: readonly FilledSlabs[]): Buffer[] => held.flatMap((step) => step.buffers());

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
