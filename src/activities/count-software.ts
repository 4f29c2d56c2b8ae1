import type { Logger } from 'pino';
import type { Report } from '../report/report-schema.ts';
import { type SoftwareFacts, softwareFacts } from '../report/software-facts.ts';
import type { Miscounted, SoftwareCountStore } from '../stores/postgres/miscounted-software.ts';

export interface CountSoftwareDeps {
  softwareCounts: SoftwareCountStore;
  logger: Pick<Logger, 'info' | 'warn'>;
}

/** Reports at once; the body of each may have a megabyte. */
const atOnce = 100;
/** The rest is left to the next sweep, a minute later. */
const sweepMs = 15_000;

const nothing: SoftwareFacts = { recorded_ms: 0, warned_rules: [], software: [] };

/** Safe to repeat. */
export function createCountSoftwareActivities({ softwareCounts, logger }: CountSoftwareDeps) {
  async function putRight({ id, vehicle_id, latest }: Miscounted): Promise<void> {
    if (!latest) return softwareCounts.uncount(id, vehicle_id);
    const body = await softwareCounts.body(id);
    if (body !== undefined) await softwareCounts.count(id, vehicle_id, factsOf(id, body));
  }

  /** A report that cannot be understood counts as one that names nothing, so that it is not tried for ever. */
  function factsOf(id: string, body: string): SoftwareFacts {
    try {
      return softwareFacts(JSON.parse(body) as Report);
    } catch (error) {
      logger.warn({ err: error, report_id: id }, 'a stored report cannot be counted by its software');
      return nothing;
    }
  }

  async function putAllRight(deadline: number): Promise<number> {
    let done = 0;
    let page = await softwareCounts.miscounted(undefined, atOnce);
    while (page.length > 0) {
      for (const report of page) {
        if (performance.now() >= deadline) return done;
        await putRight(report);
        done += 1;
      }
      page = await softwareCounts.miscounted(page.at(-1)?.id, atOnce);
    }
    return done;
  }

  return {
    /**
     * Counts reports that a release without sums by software stored, and takes out those that it replaced, for at most some 15
     * seconds. @returns how many.
     */
    async countSoftware(): Promise<number> {
      const reports = await putAllRight(performance.now() + sweepMs);
      if (reports > 0) logger.info({ reports }, 'reports of an earlier release counted by their software');
      return reports;
    },
  };
}
