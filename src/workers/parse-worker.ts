import { fileURLToPath } from 'node:url';
import { createParseActivities } from '../activities/parse.ts';
import { parseAhead } from '../activities/parse-ahead.ts';
import { createParsing } from '../activities/parsing.ts';
import { createCanDatabases } from '../databases/can-databases.ts';
import { createParsePool } from '../recordings/pool/parse-pool.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { countedFiles, countedPool } from './counted-parsing.ts';
import { startTemporalWorker } from './temporal-worker.ts';
import { tracedPool } from './traced.ts';

/** Parses recording files in a pool of threads: those of runs, and while threads are idle those of uploads under way. */
export async function startParseWorker({
  config,
  stores,
  logger,
  metrics,
  tracing,
}: RoleDeps): Promise<Role> {
  const { ahead, files, summaries, objects, redis } = stores;
  const parsePool = createParsePool({
    threads: config.PARSE_THREADS,
    memoryMb: config.PARSE_MEMORY_MIB,
    timeoutMs: config.PARSE_TIMEOUT_SECONDS * 1000,
  });
  const pool = countedPool(tracedPool(parsePool, tracing), metrics);
  const databasesOf = createCanDatabases({ ...stores, logger });
  const parsing = createParsing({ objects, pool });
  const worker = await startTemporalWorker(
    { config, logger, metrics, tracing },
    {
      taskQueue: config.TEMPORAL_PARSE_TASK_QUEUE,
      activities: createParseActivities({
        files: countedFiles(files, metrics),
        databasesOf,
        parsing,
        redis,
        logger,
      }),
      // One more than there are threads: the next chunk is fetched from the database while the threads are busy.
      maxConcurrentActivityTaskExecutions: config.PARSE_THREADS + 1,
    },
  );
  const stopping = new AbortController();
  const kept = metrics.counter('argus_files_read_ahead_total');
  const readingAhead = config.PARSE_AHEAD
    ? parseAhead(
        {
          ahead,
          summaries,
          databasesOf,
          parsing,
          onHint: redis.subscribeFilesWaiting,
          lanes: config.PARSE_THREADS,
          onKept: (count) => kept.inc({}, count),
          logger,
        },
        stopping.signal,
      )
    : undefined;
  return {
    ...worker,
    async stop() {
      stopping.abort();
      await Promise.all([worker.stop(), readingAhead]);
      await pool.close();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runAsMain('worker-parse', startParseWorker);
