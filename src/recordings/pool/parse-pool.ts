import { SourceError } from '../bytes/sources/source-error.ts';
import { emptySummary } from '../summary/empty-summary.ts';
import type { FileSummary } from '../summary/file-summary.ts';
import { detailOf, threadCrashVerdict, timeoutVerdict } from './ended-verdicts.ts';
import { NoSpareThread, type ParsePool, progressMs, type SummariseInPool } from './parse-pool-types.ts';
import type { ParseRequest, ThreadTask } from './parse-request.ts';
import { ParseThreads } from './parse-threads.ts';
import { startSecondThread } from './second-thread.ts';
import { createSharedFormat, readFormat } from './shared-format.ts';
import { Slots } from './slots.ts';
import { SpareWork } from './spare-work.ts';

export interface ParsePoolOptions {
  threads: number;
  /** JavaScript heap of each thread, in MiB. Buffers outside it are bounded by `ParseLimits`. */
  memoryMb: number;
  /** For one file, from the moment a thread takes it. */
  timeoutMs: number;
  /** Another thread entry, for tests that need one that crashes. */
  threadFile?: URL;
}

/** A pool of threads that is warm from the start. A file that kills its thread costs only that file. */
export function createParsePool(options: ParsePoolOptions): ParsePool {
  const { threads, memoryMb, timeoutMs } = options;
  const threadFile = options.threadFile ?? new URL('./parse-worker-thread.ts', import.meta.url);
  const pool = new ParseThreads({ threads, memoryMb, threadFile });
  // Waiting for a thread happens here and not in the pool's own queue, so that it does not count as parsing time.
  const slots = new Slots(threads);
  const spareWork = new SpareWork();

  async function parse(request: ParseRequest, options: SummariseInPool): Promise<FileSummary> {
    const bytesRead = new BigInt64Array(new SharedArrayBuffer(8));
    const task: ThreadTask = { request, format: createSharedFormat(), bytesRead };
    const ahead = options.spare ? undefined : await startSecondThread(task, pool, slots);
    try {
      return await run({ ...task, ahead }, options);
    } finally {
      // Without effect once the thread has it.
      ahead?.port.close();
    }
  }

  async function run(task: ThreadTask, { signal, onBytes }: SummariseInPool): Promise<FileSummary> {
    const { request, format, bytesRead } = task;
    const { timeout, clear } = startTimeout(timeoutMs);
    const watch = onBytes && setInterval(() => onBytes(Number(Atomics.load(bytesRead, 0))), progressMs);
    try {
      const result = await pool.run(task, signal ? AbortSignal.any([timeout, signal]) : timeout);
      if (result.ok) return result.summary;
      throw new SourceError(result.unavailable);
    } catch (error) {
      if (error instanceof SourceError) throw error;
      signal?.throwIfAborted();
      const found = readFormat(format);
      if (found === undefined) throw startFailure(error);
      const verdict = timeout.aborted ? timeoutVerdict(timeoutMs) : threadCrashVerdict(error, memoryMb);
      const size = request.kind === 'url' ? request.size : 0;
      return emptySummary(size, verdict, found);
    } finally {
      clear();
      clearInterval(watch);
    }
  }

  async function parseInSpareThread(
    request: ParseRequest,
    options: SummariseInPool,
    mayGiveUp: () => boolean,
  ): Promise<FileSummary> {
    const release = slots.tryTake();
    if (!release) throw new NoSpareThread(false);
    const work = spareWork.begin(mayGiveUp);
    const { signal } = options;
    try {
      return await parse(request, {
        ...options,
        signal: signal ? AbortSignal.any([signal, work.signal]) : work.signal,
      });
    } finally {
      work.end();
      release();
    }
  }

  return {
    async summarise(request, options = {}) {
      if (options.spare) return parseInSpareThread(request, options, options.spare);
      const release = await spareWork.yieldTo(() => slots.take(options.signal));
      try {
        return await parse(request, options);
      } finally {
        release();
      }
    },
    close: () => pool.close(),
  };
}

/** Not `AbortSignal.timeout`: what `AbortSignal.any` combines with one is held until that time is over, for each file that was read. */
function startTimeout(milliseconds: number): { timeout: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), milliseconds);
  return { timeout: controller.signal, clear: () => clearTimeout(timer) };
}

function startFailure(cause: unknown): Error {
  return new Error(`no thread could be started to read the file: ${detailOf(cause)}`, { cause });
}
