import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { ThreadResult, ThreadTask, UnpackTask } from './parse-request.ts';

interface RunOptions {
  signal?: AbortSignal;
  /** The exported function of the thread's file; its default export if undefined. */
  name?: string;
  transferList: MessagePort[];
}

export interface ParseThreadsOptions {
  threads: number;
  memoryMb: number;
  threadFile: URL;
}

/**
 * When the heap of a thread is full, Node grants 16 MiB more in which to terminate the thread; a young generation
 * larger than that may be promoted at once and crash the whole process instead (seen in 4 of 6 runs with the default
 * size).
 */
const maxYoungGenerationSizeMb = 8;

/**
 * Threads that are warm from the start and replaced when they die. Piscina abandons a thread whose successor dies
 * before it is ready, and its tasks wait forever: here they fail, and once no task runs, all threads are restarted.
 */
export class ParseThreads {
  readonly #options: ParseThreadsOptions;
  #pool: Piscina;
  /** Aborts if there is no thread left, with what ended the last one. */
  #lost = new AbortController();
  #running = 0;

  constructor(options: ParseThreadsOptions) {
    this.#options = options;
    this.#pool = this.#start();
  }

  /** Rejects with what ended the thread, or with the reason of `signal`. */
  async run(task: ThreadTask, signal: AbortSignal): Promise<ThreadResult> {
    const { ahead } = task;
    try {
      return await this.#run(task, { signal, transferList: ahead ? [ahead.port] : [] });
    } catch (error) {
      // The other thread died before this one took its task.
      if (ahead && isDetached(error)) return this.run({ ...task, ahead: undefined }, signal);
      throw error;
    }
  }

  /** Rejects with what ended the thread. */
  async unpack(task: UnpackTask): Promise<void> {
    await this.#run(task, { name: 'unpackFile', transferList: [task.port] });
  }

  async #run<Result>(task: unknown, options: RunOptions): Promise<Result> {
    if (this.#running === 0 && this.#pool.threads.length < this.#options.threads) await this.#restart();
    this.#running += 1;
    try {
      const { signal = this.#lost.signal } = options;
      return await this.#pool.run(task, {
        ...options,
        signal: AbortSignal.any([signal, this.#lost.signal]),
      });
    } catch (error) {
      throw this.#lost.signal.aborted ? this.#lost.signal.reason : error;
    } finally {
      this.#running -= 1;
    }
  }

  /** Terminates the threads, whatever they are doing. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }

  #start(): Piscina {
    const { threads, memoryMb, threadFile } = this.#options;
    const pool = new Piscina({
      filename: threadFile.href,
      minThreads: threads,
      maxThreads: threads,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb },
    });
    const lost = new AbortController();
    this.#lost = lost;
    let last: unknown = new Error('the threads end while they start');
    // Emitted for a thread that dies without a task.
    pool.on('error', (error) => {
      last = error;
    });
    // Emitted before the thread is replaced.
    pool.on('workerDestroy', () =>
      setImmediate(() => {
        if (pool.threads.length === 0) lost.abort(last);
      }),
    );
    return pool;
  }

  async #restart(): Promise<void> {
    const before = this.#pool;
    this.#pool = this.#start();
    await before.destroy();
  }
}

function isDetached(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'DataCloneError';
}
