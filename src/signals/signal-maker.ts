import { createLazyThread } from '../async/lazy-thread.ts';
import { ArgusError } from '../domain/error.ts';
import type { Made, MakeTask } from './make-task.ts';

export type SignalMaker = ReturnType<typeof createSignalMaker>;

/** Recordings that may wait: one request asks for at most some hundred files. */
const queue = 512;
/** A recording of some gigabytes takes a minute; others may be before it. */
const timeoutMs = 15 * 60_000;
/** JavaScript heap; the samples are outside of it, see `ColumnSink`. */
const memoryMb = 512;

/** Reads recordings for their signals, one after the other in a thread of its own, so that the event loop is not blocked. */
export function createSignalMaker() {
  const thread = createLazyThread<MakeTask, Made>({
    file: new URL('./make-thread.ts', import.meta.url),
    queue,
    timeoutMs,
    memoryMb,
    tooMany: () => new ArgusError('unavailable', 'Too many recordings wait to be read; try again shortly.'),
    tooLong: (cause) =>
      new ArgusError('unavailable', `Reading the recording took longer than ${timeoutMs / 60_000} min.`, {
        cause,
      }),
  });
  return {
    /** @throws ArgusError `unavailable`; `not_found` if the recording is no longer in the store. */
    async make(task: MakeTask): Promise<Extract<Made, { ok: true }>> {
      const made = await thread.run(task);
      if (made.ok) return made;
      if (made.code === 'object_missing')
        throw new ArgusError('not_found', 'A recording of the batch is no longer in the object store.');
      throw new ArgusError('unavailable', `The recording cannot be read now: ${made.message}.`);
    },
    close: () => thread.close(),
  };
}
