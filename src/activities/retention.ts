import type { Logger } from 'pino';
import { ArgusError } from '../domain/error.ts';
import { type RetentionKind, retentionKinds } from '../domain/retention.ts';
import type { ObjectStore } from '../stores/objects.ts';
import type { RetentionStore } from '../stores/postgres/retention.ts';

/** Days after which rows of a kind are deleted; kept for ever if not set. */
export interface RetentionPolicy {
  RETAIN_EVENTS_DAYS?: number | undefined;
  RETAIN_SUMMARIES_DAYS?: number | undefined;
  RETAIN_REPLACED_REPORTS_DAYS?: number | undefined;
  RETAIN_CHARTS_DAYS?: number | undefined;
  RETAIN_RECORDINGS_DAYS?: number | undefined;
  RETAIN_BATCHES_DAYS?: number | undefined;
  RECEIPT_DAYS: number;
}

export interface RetentionDeps {
  policy: RetentionPolicy;
  retention: RetentionStore;
  objects: Pick<ObjectStore, 'list' | 'remove'>;
  logger: Pick<Logger, 'warn' | 'info'>;
}

/** Rows per statement: some tens of milliseconds, so that nobody waits for its locks. */
const atOnce = {
  events: 2_000,
  summaries: 200,
  reports: 100,
  charts: 50,
  recordings: 100,
  batches: 20,
  prefixes: 20,
  objects: 16,
};
/** A sweep looks at 10,000 summaries, which is a million in less than two hours. */
const summarySteps = 50;
/** The rest is left to the next sweep, a minute later. */
const sweepMs = 20_000;

export type Deleted = Record<RetentionKind, number>;

/** Safe to repeat. */
export function createRetentionActivities({ policy, retention, objects, logger }: RetentionDeps) {
  async function repeated(deadline: number, limit: number, step: () => Promise<number>): Promise<number> {
    let sum = 0;
    for (let deleted = limit; deleted === limit && performance.now() < deadline; sum += deleted) {
      deleted = await step();
    }
    return sum;
  }

  /** Looks at so many only, since most of them stay: the next sweep goes on from there. */
  async function deleteSummaries(days: number, deadline: number): Promise<number> {
    let sum = 0;
    for (let step = 0; step < summarySteps && performance.now() < deadline; step += 1) {
      const { deleted, looked } = await retention.deleteSummaries(days, atOnce.summaries);
      sum += deleted;
      if (looked < atOnce.summaries) break;
    }
    return sum;
  }

  async function deleteBatches(days: number): Promise<number> {
    let deleted = 0;
    for (const id of await retention.endedBefore(days, policy.RECEIPT_DAYS, atOnce.batches)) {
      try {
        await retention.deleteBatch(id);
        deleted += 1;
      } catch (error) {
        // Begun again, deleted by an operator, or its events are not yet published: the next sweep checks again.
        if (!(error instanceof ArgusError)) throw error;
      }
    }
    return deleted;
  }

  async function removeObjects(deadline: number): Promise<number> {
    let removed = 0;
    for (const { prefix, direct_only } of await retention.removals(atOnce.prefixes)) {
      for await (const all of objects.list(prefix)) {
        const page = direct_only ? all.filter(({ key }) => !key.slice(prefix.length).includes('/')) : all;
        for (let at = 0; at < page.length; at += atOnce.objects) {
          // The request stays until all objects are deleted.
          if (performance.now() >= deadline) return removed;
          const some = page.slice(at, at + atOnce.objects);
          await Promise.all(some.map(({ key }) => objects.remove(key)));
          removed += some.length;
        }
      }
      await retention.removed(prefix);
    }
    return removed;
  }

  return {
    /**
     * Deletes what is older than the settings allow, for at most some 20 seconds, and objects whose rows are deleted.
     */
    async applyRetention(): Promise<Deleted> {
      const deadline = performance.now() + sweepMs;
      const deleted = Object.fromEntries(retentionKinds.map((kind) => [kind, 0])) as Deleted;
      const run = async (kind: RetentionKind, limit: number, step: () => Promise<number>) => {
        deleted[kind] = await repeated(deadline, limit, step);
        await retention.count(kind, deleted[kind]);
      };
      const {
        RETAIN_BATCHES_DAYS: batches,
        RETAIN_RECORDINGS_DAYS: recordings,
        RETAIN_CHARTS_DAYS: charts,
        RETAIN_REPLACED_REPORTS_DAYS: reports,
        RETAIN_SUMMARIES_DAYS: summaries,
        RETAIN_EVENTS_DAYS: events,
      } = policy;
      if (batches) await run('batches', atOnce.batches, () => deleteBatches(batches));
      if (recordings)
        await run('recordings', atOnce.recordings, () =>
          retention.deleteRecordings(recordings, policy.RECEIPT_DAYS, atOnce.recordings),
        );
      if (charts)
        await run('charts', atOnce.charts, () =>
          retention.deleteCharts(charts, policy.RECEIPT_DAYS, atOnce.charts),
        );
      if (reports)
        await run('reports', atOnce.reports, () => retention.deleteReplacedReports(reports, atOnce.reports));
      if (summaries) {
        deleted.summaries = await deleteSummaries(summaries, deadline);
        await retention.count('summaries', deleted.summaries);
      }
      if (events) await run('events', atOnce.events, () => retention.deleteEvents(events, atOnce.events));
      try {
        deleted.objects = await removeObjects(deadline);
        await retention.count('objects', deleted.objects);
      } catch (error) {
        logger.warn({ err: error }, 'objects of deleted batches cannot be removed; trying again');
      }
      if (Object.values(deleted).some((count) => count > 0)) logger.info({ deleted }, 'retention applied');
      return deleted;
    },
  };
}
