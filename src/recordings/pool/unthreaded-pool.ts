import { SourceError } from '../bytes/sources/source-error.ts';
import { emptySummary } from '../summary/empty-summary.ts';
import { crashVerdict } from './ended-verdicts.ts';
import { type ParsePool, progressMs } from './parse-pool-types.ts';
import parseFile from './parse-worker-thread.ts';
import { createSharedFormat, readFormat } from './shared-format.ts';

/**
 * Reads in the caller's own thread, if starting another takes longer than reading a small file. Time and memory are
 * only limited by the readers' own limits, and `signal` is ignored.
 */
export function createUnthreadedPool(): ParsePool {
  return {
    async summarise(request, { onBytes } = {}) {
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
    },
    close: () => Promise.resolve(),
  };
}
