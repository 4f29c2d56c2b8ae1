import { SourceError } from '../bytes/sources/source-error.ts';
import { emptySummary } from '../summary/empty-summary.ts';
import type { FileSummary } from '../summary/file-summary.ts';
import { crashVerdict } from './ended-verdicts.ts';
import { type ParsePool, progressMs, type SummariseInPool } from './parse-pool-types.ts';
import type { ParseRequest } from './parse-request.ts';
import parseFile from './parse-worker-thread.ts';
import { createSharedFormat, readFormat } from './shared-format.ts';
import { Slots } from './slots.ts';

/**
 * Reads in the caller's own thread, one file after another: if starting another thread takes longer than reading a small
 * file, and in the single executable, which has no file that a thread could begin with. Time and memory are only limited
 * by the readers' own limits, and `signal` is ignored once a file is being read.
 */
export function createUnthreadedPool(): ParsePool {
  const slots = new Slots(1);
  return {
    async summarise(request, options = {}) {
      const release = await slots.take(options.signal);
      try {
        return await summarise(request, options);
      } finally {
        release();
      }
    },
    close: () => Promise.resolve(),
  };
}

async function summarise(request: ParseRequest, { onBytes }: SummariseInPool): Promise<FileSummary> {
  const format = createSharedFormat();
  const bytesRead = new BigInt64Array(new SharedArrayBuffer(8));
  const watch = onBytes && setInterval(() => onBytes(Number(Atomics.load(bytesRead, 0))), progressMs);
  try {
    const result = await parseFile({ request, format, bytesRead });
    if (result.ok) return result.summary;
    throw new SourceError(result.unavailable);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const size = request.kind === 'url' ? request.size : 0;
    return emptySummary(size, crashVerdict(error), readFormat(format));
  } finally {
    clearInterval(watch);
  }
}
