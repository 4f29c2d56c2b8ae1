import { Piscina } from 'piscina';

export interface LazyThreadOptions {
  /** Entry of the thread; its default export gets the task. */
  file: URL;
  /** Tasks that may wait. */
  queue: number;
  /** For one task, waiting included. */
  timeoutMs: number;
  /** JavaScript heap, in MiB. */
  memoryMb: number;
  /** Made where too many tasks wait, and where one takes too long. */
  tooMany(): Error;
  tooLong(cause: unknown): Error;
}

/** An idle thread is stopped to free its memory. */
const idleMs = 60_000;

/** Runs tasks one after the other in a thread that is started with the first one. */
export function createLazyThread<Task, Result>(options: LazyThreadOptions) {
  const { queue, timeoutMs, memoryMb } = options;
  const pool = new Piscina({
    filename: options.file.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    maxQueue: queue,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  // A thread that dies between two tasks is replaced; no request is waiting for it.
  pool.on('error', () => undefined);
  return {
    /** Rejects with `tooMany` or `tooLong`, and with what the task throws. */
    async run(task: Task): Promise<Result> {
      if (pool.queueSize >= queue) throw options.tooMany();
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        return (await pool.run(task, { signal: timeout })) as Result;
      } catch (error) {
        throw timeout.aborted ? options.tooLong(error) : error;
      }
    },
    close: (): Promise<void> => pool.destroy(),
  };
}
