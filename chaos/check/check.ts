import type { Ledger } from '../vehicles/ledger.ts';
import type { World } from '../world.ts';
import { checkBatches } from './batches.ts';
import { checkEvents } from './events.ts';
import { checkFiles } from './files.ts';
import { checkReports } from './reports.ts';

export interface Verdict {
  /** Sentences; none if every promise was kept. */
  violations: string[];
  figures: Record<string, number>;
}

/** Checks directly in PostgreSQL, the object store and Kafka whether every promise was kept. */
export async function check(world: World, ledger: Ledger): Promise<Verdict> {
  const [files, batches, reports, events] = await Promise.all([
    checkFiles(world, ledger),
    checkBatches(world, ledger),
    checkReports(world, ledger),
    checkEvents(world),
  ]);
  return {
    violations: [
      ...ledger.wrongAnswers.map((answer) => `answer: ${answer}`),
      ...world.deaths.map((death) => `process: ${death}`),
      ...files.violations,
      ...batches,
      ...reports,
      ...events.violations,
    ],
    figures: {
      batches: ledger.batches.length,
      files: files.rows.length,
      objects: files.objects,
      events: events.count,
      'calls repeated': ledger.repeats,
    },
  };
}
