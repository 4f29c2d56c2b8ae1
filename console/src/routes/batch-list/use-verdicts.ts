import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import type { ReportListItem } from '../../../../src/api/reports/schema.ts';
import { type BatchFilter, listReports } from '../../api/batches.ts';
import { useQuery } from '../../lib/use-query.ts';

/** By batch and run, e.g. `0198…/1`. */
export type Verdicts = ReadonlyMap<string, ReportListItem>;

/** The API's page size; older batches are listed without verdicts. */
const newest = 200;

/** The verdicts of completed batches, reloaded only when another batch is completed. */
export function useVerdicts(batches: readonly BatchBody[], { vehicle_id, vin }: BatchFilter): Verdicts {
  const completed = batches.filter(({ status }) => status === 'completed').map(runOf);
  const { data } = useQuery(completed.length === 0 ? undefined : completed.join(), (signal) =>
    listReports({ vehicle_id, vin, limit: newest }, signal),
  );
  return new Map(data?.reports.map((report) => [runOf(report), report]));
}

function runOf({ batch_id, run }: { batch_id: string; run: number }): string {
  return `${batch_id}/${run}`;
}
