import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { createSingleflight } from '../../async/singleflight.ts';
import type { ReportStore } from '../../stores/postgres/reports.ts';
import type { CachedReport } from '../../stores/redis/report-cache.ts';

export interface StoredReport {
  /** JSON text. */
  bytes: Buffer;
  etag: string;
}

interface ReportCache {
  cachedReport(batchId: string): Promise<CachedReport>;
  storeReport(batchId: string, bytes: Buffer, generation: string): Promise<void>;
}

/** After Redis failed, reads go straight to the database for this long, instead of waiting for Redis each time. */
const avoidCacheMs = 1_000;

/**
 * Reads reports: all who ask at the same moment share one look into Redis, and where it is not there one query.
 * A read that begins after a newer report was announced never shares a query that began before.
 */
export function createReportReader(reports: Pick<ReportStore, 'body'>, cache: ReportCache, logger: Logger) {
  const lookups = createSingleflight<CachedReport | undefined>();
  const queries = createSingleflight<StoredReport | undefined>();
  let avoidUntil = 0;

  async function lookUp(batchId: string): Promise<CachedReport | undefined> {
    if (Date.now() < avoidUntil) return undefined;
    try {
      return await cache.cachedReport(batchId);
    } catch (error) {
      avoidUntil = Date.now() + avoidCacheMs;
      logger.debug({ err: error }, 'report cache not to be had');
      return undefined;
    }
  }

  /** Part of the flight: when it has landed, the next reader finds the report in the cache. */
  async function store(batchId: string, bytes: Buffer, generation: string): Promise<void> {
    try {
      await cache.storeReport(batchId, bytes, generation);
    } catch (error) {
      logger.debug({ err: error }, 'report not cached');
    }
  }

  async function query(batchId: string, run?: number): Promise<StoredReport | undefined> {
    const body = await reports.body(batchId, run);
    return body === undefined ? undefined : withEtag(Buffer.from(body));
  }

  const etags = new WeakMap<Buffer, StoredReport>();
  function withEtag(bytes: Buffer): StoredReport {
    const known = etags.get(bytes);
    if (known) return known;
    const report = { bytes, etag: `"${createHash('sha1').update(bytes).digest('base64url')}"` };
    etags.set(bytes, report);
    return report;
  }

  return {
    /** The newest report of a batch, or that of one run; undefined when there is none. */
    async read(batchId: string, run?: number): Promise<StoredReport | undefined> {
      if (run !== undefined) return queries(`${batchId}/${run}`, () => query(batchId, run));
      const cached = await lookups(batchId, () => lookUp(batchId));
      if (cached?.bytes) return withEtag(cached.bytes);
      return queries(`${batchId}@${cached?.generation ?? ''}`, async () => {
        // Who looked before the flight ahead of this one had stored its report finds it now.
        const since = cached && (await lookUp(batchId));
        if (since?.bytes) return withEtag(since.bytes);
        const report = await query(batchId);
        if (report && cached) await store(batchId, report.bytes, cached.generation);
        return report;
      });
    },
  };
}

export type ReportReader = ReturnType<typeof createReportReader>;
