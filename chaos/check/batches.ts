import { type BatchStatus, isTerminal } from '../../src/domain/batch-status.ts';
import { asSuperuser } from '../admin.ts';
import type { Ledger, PromisedBatch } from '../vehicles/ledger.ts';
import type { World } from '../world.ts';

interface BatchRow {
  id: string;
  status: BatchStatus;
  run: number;
  total_files: number;
  processed_files: number;
  failed_files: number;
  failure_code: string | null;
  failure_message: string | null;
}

/** Every completed batch reached one terminal state, with every acknowledged file counted once. */
export async function checkBatches(world: World, ledger: Ledger): Promise<string[]> {
  const rows = await asSuperuser<BatchRow>(world, 'SELECT * FROM batches');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const ends = await asSuperuser<{ batch_id: string; run: number; ends: string }>(
    world,
    `SELECT batch_id, run, count(*) AS ends FROM events
     WHERE event_type = 'StatusChanged' AND payload ->> 'new_status' IN ('completed', 'failed')
     GROUP BY batch_id, run HAVING count(*) > 1`,
  );
  return [
    ...ends.map(({ batch_id, run }) => `batch ${batch_id}, run ${run}: more than one terminal state`),
    ...ledger.batches.flatMap((promised) => {
      const row = byId.get(promised.id);
      const faults = row ? faultsOf(promised, row) : ['was acknowledged and has no row'];
      return faults.map((fault) => `batch ${promised.id}: ${fault}`);
    }),
  ];
}

function faultsOf(promised: PromisedBatch, row: BatchRow): string[] {
  if (!promised.completed) return [];
  const { status, run, total_files, processed_files, failed_files } = row;
  if (!isTerminal(status)) return [`is still ${status} (run ${run})`];
  const faults: string[] = [];
  if (total_files !== promised.files.length)
    faults.push(`counts ${total_files} files; ${promised.files.length} were acknowledged`);
  if (run < promised.runs) faults.push(`is at run ${run}; run ${promised.runs} was acknowledged`);
  if (status === 'failed') {
    const poisonAlone =
      row.failure_code === 'all_files_failed' && promised.files.every(({ poison }) => poison);
    const cancelled = promised.cancelled && row.failure_code === 'cancelled';
    if (!poisonAlone && !cancelled) faults.push(`failed with ${row.failure_code}: ${row.failure_message}`);
    return faults;
  }
  const poison = promised.files.filter((file) => file.poison).length;
  if (processed_files !== total_files)
    faults.push(`${processed_files} of ${total_files} files were processed`);
  if (failed_files !== poison) faults.push(`${failed_files} files failed; ${poison} are poison`);
  return faults;
}
