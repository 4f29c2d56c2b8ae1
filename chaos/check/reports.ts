import { asSuperuser } from '../admin.ts';
import type { Ledger } from '../vehicles/ledger.ts';
import type { World } from '../world.ts';

/** One report for each run that completed, and no others; the API returns the newest. */
export async function checkReports(world: World, ledger: Ledger): Promise<string[]> {
  const wrong = await asSuperuser<{ batch_id: string; run: number; reports: string; completions: string }>(
    world,
    `SELECT batch_id, run, coalesce(reports, 0) AS reports, coalesce(completions, 0) AS completions
     FROM (SELECT batch_id, run, count(*) AS reports FROM reports GROUP BY batch_id, run) AS r
     FULL JOIN (SELECT batch_id, run, count(*) AS completions FROM events
                WHERE event_type = 'DiagnosisCompleted' GROUP BY batch_id, run) AS c USING (batch_id, run)
     WHERE reports IS DISTINCT FROM 1 OR completions IS DISTINCT FROM 1`,
  );
  const newest = await asSuperuser<{ batch_id: string; run: number }>(
    world,
    'SELECT batch_id, max(run) AS run FROM reports GROUP BY batch_id',
  );
  const violations = wrong.map(
    ({ batch_id, run, reports, completions }) =>
      `batch ${batch_id}, run ${run}: ${reports} reports for ${completions} completions`,
  );
  const known = new Set(ledger.batches.map(({ id }) => id));
  for (const { batch_id, run } of newest.filter((report) => known.has(report.batch_id))) {
    for (const url of world.urls) {
      const given = await reportRun(url, batch_id);
      if (given !== run)
        violations.push(`batch ${batch_id}: the API gives the report of run ${given}, not ${run}`);
    }
  }
  return violations;
}

async function reportRun(url: string, batchId: string): Promise<number | string> {
  try {
    const response = await fetch(`${url}/api/v1/batches/${batchId}/report`);
    const body = (await response.json()) as { run?: number };
    return body.run ?? response.status;
  } catch (error) {
    return String(error);
  }
}
