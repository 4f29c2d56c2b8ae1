import { fileURLToPath } from 'node:url';
import { createParseActivities } from '../activities/parse.ts';
import { createParsePool } from '../recordings/pool/parse-pool.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { countedFiles, countedPool } from './counted-parsing.ts';
import { startTemporalWorker } from './temporal-worker.ts';
import { tracedPool } from './traced.ts';

/** Parses recording files in a pool of threads. */
export async function startParseWorker({
  config,
  stores,
  logger,
  metrics,
  tracing,
}: RoleDeps): Promise<Role> {
  const { files, summaries, databases, objects, redis } = stores;
  const parsePool = createParsePool({
    threads: config.PARSE_THREADS,
    memoryMb: config.PARSE_MEMORY_MIB,
    timeoutMs: config.PARSE_TIMEOUT_SECONDS * 1000,
  });
  const pool = countedPool(tracedPool(parsePool, tracing), metrics);
  const worker = await startTemporalWorker(
    { config, logger, metrics, tracing },
    {
      taskQueue: config.TEMPORAL_PARSE_TASK_QUEUE,
      activities: createParseActivities({
        files: countedFiles(files, metrics),
        summaries,
        databases,
        objects,
        pool,
        redis,
        logger,
      }),
      // One more than there are threads: the next chunk is fetched from the database while the threads are busy.
      maxConcurrentActivityTaskExecutions: config.PARSE_THREADS + 1,
    },
  );
  return {
    ...worker,
    async stop() {
      await worker.stop();
      await pool.close();
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runAsMain('worker-parse', startParseWorker);
