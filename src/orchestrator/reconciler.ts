import type { Logger } from 'pino';
import type { Batch } from '../domain/batch.ts';
import type { BatchFailure } from '../domain/failure.ts';
import { type Repair, type RepairKind, repairOf, type WorkflowView } from '../domain/repair.ts';
import type { Delivery, Orchestrator } from './client.ts';
import { isAway, refusalOf } from './refusals.ts';

export interface ReconcilerDeps {
  batches: {
    fail(batchId: string, run: number, failure: BatchFailure): Promise<Batch>;
  };
  repairs: {
    /** Batches whose run is not over, by id after `after`, that nothing has touched for `quietSeconds`. */
    openPage(after: string | undefined, quietSeconds: number, limit: number): Promise<Batch[]>;
    /** Those of `ids` whose run is over, likewise quiet. */
    endedOf(ids: string[], quietSeconds: number): Promise<Batch[]>;
    /** The batch, and whether nothing has touched it for `quietSeconds`. */
    look(batchId: string, quietSeconds: number): Promise<{ batch: Batch; quiet: boolean } | undefined>;
    count(kind: RepairKind): Promise<void>;
  };
  orchestrator: Pick<
    Orchestrator,
    'executionOf' | 'openBetween' | 'startFromRow' | 'replaceFromRow' | 'signalComplete' | 'terminate'
  >;
  announce(batch: Batch): Promise<unknown>;
  logger: Logger;
}

export interface PassResult {
  looked: number;
  repaired: number;
  /** Where the next pass goes on; absent when this one came to the end. */
  next?: string;
}

/** What was touched within this time is in somebody's hands. Of the database's clock. */
const quietSeconds = { pass: 20, asked: 3 };
const rowsPerPage = 1_000;
/** A pass that has more to do leaves it to the next one. */
const passMs = 20_000;
/** Repairs at once: each is some requests to Temporal and to the database. */
const atOnce = 10;
/** Ids are UUIDs: each lies between these. */
const ends = { first: '0', last: 'g' };

/** Compares rows with workflows, and repairs what differs (docs/decisions/017-row-and-workflow-never-part.md). */
export function createReconciler({ batches, repairs, orchestrator, announce, logger }: ReconcilerDeps) {
  async function apply(row: Batch, repair: Repair): Promise<void> {
    switch (repair.kind) {
      case 'missing':
        return orchestrator.startFromRow(row);
      case 'behind':
        return orchestrator.replaceFromRow(row);
      case 'waiting':
        return orchestrator.signalComplete(row);
      case 'orphan':
        return orchestrator.terminate(row.id, 'The run of the batch is over.');
      case 'closed':
        await announce(await batches.fail(row.id, row.run, repair.failure));
    }
  }

  async function repairOne(batchId: string, seconds: number): Promise<Repair | undefined> {
    // The workflow first: rows change before their workflow does, so that a row read later is never behind by itself.
    const workflow = await orchestrator.executionOf(batchId);
    const { batch: row, quiet } = (await repairs.look(batchId, seconds)) ?? {};
    const repair = row && repairOf(row, workflow);
    if (!row || !repair) return undefined;
    // A message may be on its way to a workflow that is open or about to be; to one that was ended, none helps.
    if (!quiet && repair.kind !== 'closed') return undefined;
    await apply(row, repair);
    await repairs.count(repair.kind);
    logger.warn(
      { batch_id: batchId, run: row.run, status: row.status, workflow, repair: repair.kind },
      'row and workflow had parted; repaired',
    );
    return repair;
  }

  /** Ids of batches in one page of rows, and of workflows in the same range of ids, that seem to have parted. */
  async function suspects(rows: Batch[], after: string, last: string): Promise<string[]> {
    const open = await orchestrator.openBetween(after, last);
    const view = (id: string): WorkflowView => open.get(id) ?? { state: 'absent' };
    const parted = rows.filter((row) => repairOf(row, view(row.id))).map(({ id }) => id);
    for (const { id } of rows) open.delete(id);
    const ended = await repairs.endedOf([...open.keys()], quietSeconds.pass);
    return [...parted, ...ended.filter((row) => repairOf(row, view(row.id))).map(({ id }) => id)];
  }

  /** @returns how many were repaired; one that fails is left to the next pass. */
  async function repairAll(ids: string[], deadline: number): Promise<number> {
    let next = 0;
    let repaired = 0;
    const lane = async () => {
      for (let id = ids[next++]; id && performance.now() < deadline; id = ids[next++]) {
        try {
          if (await repairOne(id, quietSeconds.pass)) repaired += 1;
        } catch (error) {
          logger.error({ err: error, batch_id: id }, 'row and workflow could not be brought together');
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, ids.length) }, lane));
    return repaired;
  }

  return {
    /** Looks at the open batches page by page, from `after` on, for at most 20 seconds. */
    async pass(after?: string): Promise<PassResult> {
      const deadline = performance.now() + passMs;
      const result: PassResult = { looked: 0, repaired: 0 };
      let cursor = after;
      while (performance.now() < deadline) {
        const rows = await repairs.openPage(cursor, quietSeconds.pass, rowsPerPage);
        const last = rows.length < rowsPerPage ? undefined : rows.at(-1)?.id;
        const parted = await suspects(rows, cursor ?? ends.first, last ?? ends.last);
        result.looked += rows.length;
        result.repaired += await repairAll(parted, deadline);
        cursor = last;
        if (cursor === undefined) break;
      }
      return cursor === undefined ? result : { ...result, next: cursor };
    },

    /**
     * Looks at one batch that somebody asks about. `delivered` when its row and its workflow agree now, or are about to;
     * the row then says how the batch stands.
     */
    async settle(batchId: string): Promise<Delivery> {
      try {
        await repairOne(batchId, quietSeconds.asked);
        return { outcome: 'delivered' };
      } catch (error) {
        const reason = refusalOf(error);
        if (reason !== undefined) return { outcome: 'refused', reason };
        if (isAway(error)) return { outcome: 'away' };
        throw error;
      }
    },
  };
}

export type Reconciler = ReturnType<typeof createReconciler>;
