import type { Batch } from '../../domain/batch.ts';
import { type BatchStatus, canTransition, hasReached, statesBefore } from '../../domain/batch-status.ts';
import { boundedText } from '../../domain/bounded-text.ts';
import { ArgusError } from '../../domain/error.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { BatchFailure } from '../../domain/failure.ts';
import { batchColumns, noSuchBatch } from './batch-rows.ts';
import { eventRows } from './events.ts';
import type { Db, Tx } from './pool.ts';

export interface Transition {
  batchId: string;
  run: number;
  to: BatchStatus;
  /** Events that belong to the same step; they precede the `StatusChanged`. */
  events?: NewEvent[];
  /** With `to: 'failed'`. */
  failure?: BatchFailure;
}

/** What else is written if the state changes, and only then: SQL that selects from `changed`, with parameters from $8 on. */
export interface Beside {
  /** Of the statement. */
  name: string;
  sql: string;
  values: unknown[];
}

/** Several states that a run passes in one step, each with the events that belong to it. */
export interface Passage {
  batchId: string;
  run: number;
  from: BatchStatus;
  steps: readonly [PassedState, ...PassedState[]];
}

interface PassedState {
  to: BatchStatus;
  /** They precede the `StatusChanged`. */
  events?: NewEvent[];
}

/**
 * One guarded state change with its events, in one statement. Repeating a change that has already happened changes
 * nothing and succeeds with the current batch.
 * @throws ArgusError `state` if this transition is not allowed from the batch's state or run, `not_found`.
 */
export async function transition(db: Db | Tx, asked: Transition, beside?: Beside): Promise<Batch> {
  const step = withBoundFailure(asked);
  const events = [...(step.events ?? []), ...statusChanges(step)];
  return (
    (await change(db, { ...step, from: statesBefore(step.to) }, events, beside)) ?? alreadyThere(db, step)
  );
}

/**
 * The same for a run that passes several states at once: watchers see all their events, in order, when it has passed them.
 * @throws ArgusError as `transition`.
 */
export async function passThrough(
  db: Db | Tx,
  { steps, from, ...of }: Passage,
  beside?: Beside,
): Promise<Batch> {
  let state = from;
  const events: NewEvent[] = [];
  for (const step of steps) {
    if (!canTransition(state, step.to)) throw new RangeError(`No run goes from ${state} to ${step.to}.`);
    events.push(...(step.events ?? []), {
      type: 'StatusChanged',
      payload: { old_status: state, new_status: step.to },
    });
    state = step.to;
  }
  return (
    (await change(db, { ...of, to: state, from: [from] }, events, beside)) ??
    alreadyThere(db, { ...of, to: state })
  );
}

/** @returns undefined where the batch is in none of the states `from`, or in another run. */
async function change(
  db: Db | Tx,
  { batchId, run, to, failure, from }: Omit<Transition, 'events'> & { from: BatchStatus[] },
  events: NewEvent[],
  beside?: Beside,
): Promise<Batch | undefined> {
  const { rows } = await db.query<Batch>({
    name: beside?.name ?? 'transition',
    text: `WITH changed AS (
             UPDATE batches SET
               status = $3, updated_at = now(), failure_code = $5, failure_message = $6,
               completed_at = CASE WHEN $3 IN ('completed', 'failed') THEN now() END
             WHERE id = $1 AND run = $2 AND status = ANY($4)
             RETURNING batches.*, old.status AS old_status),
           appended AS (
             INSERT INTO events (event_id, batch_id, run, event_type, payload)
             SELECT e.event_id, changed.id, changed.run, e.event_type, e.payload
             FROM changed, ROWS FROM (jsonb_to_recordset($7) AS (event_id uuid, event_type text, payload jsonb))
                  WITH ORDINALITY AS e(event_id, event_type, payload, ordinality)
             WHERE e.event_type <> 'StatusChanged' OR e.payload ->> 'old_status' = changed.old_status
               OR e.payload ->> 'old_status' <> ALL ($4)
             ORDER BY e.ordinality
             ON CONFLICT (event_id) DO NOTHING)${beside ? `, beside AS (${beside.sql})` : ''}
           SELECT ${batchColumns} FROM changed`,
    values: [
      batchId,
      run,
      to,
      from,
      failure?.code ?? null,
      failure?.message ?? null,
      eventRows(batchId, run, events),
      ...(beside?.values ?? []),
    ],
  });
  return rows[0];
}

function withBoundFailure({ failure, ...step }: Transition): Transition {
  return failure ? { ...step, failure: { ...failure, message: boundedText(failure.message) } } : step;
}

/** One for each state the batch may come from; the statement appends the one that applies. */
function statusChanges({ to, failure }: Transition): NewEvent[] {
  return statesBefore(to).map((old_status) => ({
    type: 'StatusChanged',
    payload: {
      old_status,
      new_status: to,
      ...(failure && { failure_code: failure.code, failure_message: failure.message }),
    },
  }));
}

async function alreadyThere(db: Db | Tx, step: Pick<Transition, 'batchId' | 'run' | 'to'>): Promise<Batch> {
  const { rows } = await db.query<Batch>(`SELECT ${batchColumns} FROM batches WHERE id = $1`, [step.batchId]);
  const batch = rows[0];
  if (!batch) throw noSuchBatch(step.batchId);
  if (batch.run === step.run && hasReached(batch.status, step.to)) return batch;
  throw new ArgusError(
    'state',
    `The batch is ${batch.status} (run ${batch.run}); run ${step.run} cannot make it ${step.to}.`,
    { details: { status: batch.status, run: batch.run } },
  );
}
