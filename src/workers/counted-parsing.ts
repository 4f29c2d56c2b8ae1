import type { Metrics } from '../metrics/metrics.ts';
import type { ParsePool } from '../recordings/pool/parse-pool-types.ts';
import type { FileStore } from '../stores/postgres/files.ts';
import type { FileResult } from '../stores/postgres/results.ts';

const formatOf = (format: string | null) => format ?? 'unknown';

/** The pool, with the time and the bytes of each file counted. */
export function countedPool(pool: ParsePool, metrics: Metrics): ParsePool {
  const duration = metrics.histogram('argus_parse_duration_seconds');
  const bytes = metrics.counter('argus_parse_bytes_total');
  return {
    ...pool,
    async summarise(request, options) {
      const begun = performance.now();
      const summary = await pool.summarise(request, options);
      const labels = { format: formatOf(summary.format) };
      duration.observe(labels, (performance.now() - begun) / 1000);
      if (request.kind === 'url') bytes.inc(labels, request.size);
      return summary;
    },
  };
}

/** The store, with each recorded result counted by format and verdict. */
export function countedFiles(files: FileStore, metrics: Metrics): FileStore {
  const results = metrics.counter('argus_files_total');
  const count = (recorded: Iterable<Pick<FileResult, 'format' | 'verdict'>>) => {
    for (const { format, verdict } of recorded) {
      results.inc({ format: formatOf(format), verdict: verdict.code });
    }
  };
  const recordResults: FileStore['recordResults'] = async (batchId, run, recorded) => {
    const snapshot = await files.recordResults(batchId, run, recorded);
    count(recorded);
    return snapshot;
  };
  const reuseSummaries: FileStore['reuseSummaries'] = async (...which) => {
    const reused = await files.reuseSummaries(...which);
    if (reused) count(reused.files);
    return reused;
  };
  // Not a copy: what a test puts in place of the store's other functions counts here as well.
  return Object.assign(Object.create(files) as FileStore, { recordResults, reuseSummaries });
}
