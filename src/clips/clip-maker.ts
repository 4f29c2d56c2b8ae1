import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBoundedThread } from '../async/bounded-thread.ts';
import { ArgusError } from '../domain/error.ts';
import { tooManyMade } from '../domain/too-many.ts';
import type { ClipMade, ClipTask } from './clip-task.ts';

/** For one clip, waiting included. */
const timeoutMs = 10 * 60_000;
/** Bytes of one clip. */
const maxBytes = 2 ** 30;
/** JavaScript heap, in MiB; buffers outside of it are bounded by `ParseLimits`. */
const memoryMb = 512;

/**
 * Writes clips one after the other in a thread of its own, so that the event loop is not blocked.
 * @param queue clips that may wait, beside the one that is made: each has a file on this disk until it is stored
 */
export function createClipMaker(queue: number) {
  const thread = createBoundedThread<ClipTask, ClipMade>({
    file: new URL('./clip-thread.ts', import.meta.url),
    queue,
    timeoutMs,
    memoryMb,
    tooMany: tooManyMade('clips'),
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
      await thread.within(async (run) => {
        const path = join(tmpdir(), `argus-clip-${randomUUID()}.mcap`);
        try {
          const made = await run({ ...task, path, maxBytes });
          if (!made.ok) throw failureOf(made);
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

function failureOf({ code, message }: Extract<ClipMade, { ok: false }>): ArgusError {
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
