import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBound } from '../async/bounded.ts';
import { createLazyThread } from '../async/lazy-thread.ts';
import { ArgusError } from '../domain/error.ts';
import type { ClipMade, ClipTask } from './clip-task.ts';

export interface ClipLimits {
  /** Clips that may wait, beside the one that is made. */
  queue: number;
  /** For one clip, waiting included. */
  timeoutMs: number;
  /** Bytes of one clip. */
  maxBytes: number;
}

export const clipLimits: ClipLimits = { queue: 8, timeoutMs: 10 * 60_000, maxBytes: 2 ** 30 };
/** After which a refused client asks again. */
const retryAfterSeconds = 10;
/** JavaScript heap, in MiB; buffers outside of it are bounded by `ParseLimits`. */
const memoryMb = 512;

/** Writes clips one after the other in a thread of its own, so that the event loop is not blocked. */
export function createClipMaker({ queue, timeoutMs, maxBytes }: ClipLimits) {
  const tooMany = () =>
    new ArgusError(
      'unavailable',
      `${queue + 1} clips are being made, and no more may be; try again shortly.`,
      { retryAfterSeconds },
    );
  // Each has a file on this disk until it is stored.
  const bounded = createBound(queue + 1, tooMany);
  const thread = createLazyThread<ClipTask, ClipMade>({
    file: new URL('./clip-thread.ts', import.meta.url),
    queue: queue + 1,
    timeoutMs,
    memoryMb,
    tooMany,
    tooLong: (cause) =>
      new ArgusError(
        'unavailable',
        `Making the clip took longer than ${timeoutMs / 60_000} min; ask for a shorter one.`,
        {
          cause,
        },
      ),
  });

  return {
    /**
     * Makes a clip in a file that is removed when `use` is done with it.
     * @throws ArgusError `too_large`, `not_found` (a recording is gone), `unavailable` (also where too many are being made).
     */
    async make(
      task: Omit<ClipTask, 'path' | 'maxBytes'>,
      use: (file: { path: string; size: number }) => Promise<void>,
    ): Promise<void> {
      await bounded(async () => {
        const path = join(tmpdir(), `argus-clip-${randomUUID()}.mcap`);
        try {
          const made = await thread.run({ ...task, path, maxBytes });
          if (!made.ok) throw failureOf(made, maxBytes);
          await use({ path, size: made.size });
        } finally {
          await rm(path, { force: true });
        }
      });
    },
    close: (): Promise<void> => thread.close(),
  };
}

export type ClipMaker = ReturnType<typeof createClipMaker>;

function failureOf({ code, message }: Extract<ClipMade, { ok: false }>, maxBytes: number): ArgusError {
  switch (code) {
    case 'too_large':
      return new ArgusError(
        'too_large',
        `The clip has more than ${maxBytes / 2 ** 20} MiB; ask for a shorter time or for fewer topics.`,
        { details: { limit: maxBytes } },
      );
    case 'object_missing':
      return new ArgusError('not_found', 'A recording of the batch is no longer in the object store.');
    case 'source_unavailable':
      return new ArgusError('unavailable', `A recording cannot be read now: ${message}.`);
  }
}
