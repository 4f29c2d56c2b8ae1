import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { createLatestFlight } from '../../async/latest-flight.ts';
import { createSingleflight } from '../../async/singleflight.ts';
import type { ReportStore } from '../../stores/postgres/reports.ts';
import type { RedisStore } from '../../stores/redis.ts';

export interface StoredReport {
  /** JSON text. */
  bytes: Buffer;
  etag: string;
}

type ReportCache = Pick<RedisStore, 'cachedReport' | 'storeReport'>;

/** After Redis failed, reads go straight to the database for this long, instead of waiting for Redis each time. */
const avoidCacheMs = 1_000;

/**
 * Reads reports. Which run is the newest is always asked of the database, after the reader asked for it; the report of
 * a run never changes, so it may come from the cache. Those who ask at the same moment share each look.
 */
export function createReportReader(
  reports: Pick<ReportStore, 'body' | 'newestRun'>,
  cache: ReportCache,
  logger: Logger,
) {
  const newestRuns = createLatestFlight<number | undefined>();
  const readings = createSingleflight<StoredReport | undefined>();
  let avoidUntil = 0;

  async function lookUp(batchId: string, run: number): Promise<Buffer | undefined> {
    if (Date.now() < avoidUntil) return undefined;
    try {
      return await cache.cachedReport(batchId, run);
    } catch (error) {
      avoidUntil = Date.now() + avoidCacheMs;
      logger.debug({ err: error }, 'report cache unavailable');
      return undefined;
    }
  }

  async function store(batchId: string, run: number, bytes: Buffer): Promise<void> {
    try {
      await cache.storeReport(batchId, run, bytes);
    } catch (error) {
      logger.debug({ err: error }, 'report not cached');
    }
  }

  async function readRun(batchId: string, run: number): Promise<StoredReport | undefined> {
    const cached = await lookUp(batchId, run);
    if (cached) return withEtag(cached);
    const body = await reports.body(batchId, run);
    if (body === undefined) return undefined;
    const bytes = Buffer.from(body);
    // Part of the shared read: once it is done, the next reader finds the report in the cache.
    await store(batchId, run, bytes);
    return withEtag(bytes);
  }

  return {
    /** The newest report of a batch, or that of one run; undefined when there is none. */
    async read(batchId: string, run?: number): Promise<StoredReport | undefined> {
      const wanted = run ?? (await newestRuns(batchId, () => reports.newestRun(batchId)));
      if (wanted === undefined) return undefined;
      return readings(`${batchId}/${wanted}`, () => readRun(batchId, wanted));
    },
  };
}

function withEtag(bytes: Buffer): StoredReport {
  return { bytes, etag: `"${createHash('sha1').update(bytes).digest('base64url')}"` };
}

export type ReportReader = ReturnType<typeof createReportReader>;
