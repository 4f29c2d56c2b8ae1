import { type BatchStatus, batchStatuses, isTerminal } from './batch-status.ts';
import type { BatchFailure } from './failure.ts';

/** The part of a batch's row that says what the workflow has to be at. */
export interface RowView {
  run: number;
  status: BatchStatus;
}

/** How an execution ended; `continued_as_new` does not occur. */
export type CloseKind = 'completed' | 'failed' | 'canceled' | 'terminated' | 'timed_out';

/** The newest execution of a batch's workflow as Temporal knows it. */
export type WorkflowView =
  | { state: 'absent' }
  | {
      state: 'closed';
      /** Undefined for executions that were started before the run was noted with them. */
      run: number | undefined;
      how: CloseKind;
    }
  | {
      state: 'open';
      run: number | undefined;
      /** Undefined where it is not known. */
      stage: BatchStatus | undefined;
      /** It has a message or a result to look at, and no worker has done that yet. */
      busy: boolean;
    };

/** Kinds of repair, as they are counted. */
export const repairKinds = ['missing', 'waiting', 'behind', 'closed', 'orphan'] as const;
export type RepairKind = (typeof repairKinds)[number];

export type Repair =
  /** Start an execution from the row: there is none for its run. */
  | { kind: 'missing' }
  /** Say again that all files are up: the execution waits for it. */
  | { kind: 'waiting' }
  /** Replace the execution by one that begins from the row: it is of another run, or ahead of the row. */
  | { kind: 'behind' }
  /** Fail the run: somebody or something ended its execution. */
  | { kind: 'closed'; failure: BatchFailure }
  /** End an execution that waits for what will not come: the run is over. */
  | { kind: 'orphan' };

/** The state that the row has passed at least when the workflow is in a stage: the row changes first. */
const rowIsAtLeast: Record<BatchStatus, BatchStatus> = {
  pending: 'pending',
  uploaded: 'uploaded',
  scattering: 'uploaded',
  scattered: 'scattered',
  gathering: 'scattered',
  gathered: 'gathered',
  diagnosing: 'gathered',
  completed: 'completed',
  failed: 'failed',
};

/**
 * What brings a row and its workflow together again; undefined when each will find the other by itself. Safe to decide
 * on what was read of the workflow before the row was read, not the other way round.
 */
export function repairOf(row: RowView, workflow: WorkflowView): Repair | undefined {
  if (isTerminal(row.status)) return repairOfEnded(workflow);
  if (workflow.state === 'absent') return { kind: 'missing' };
  if (workflow.state === 'closed') return repairOfClosed(row, workflow);
  if (workflow.run !== undefined && workflow.run !== row.run) return { kind: 'behind' };
  if (isBehind(row, workflow.stage)) return { kind: 'behind' };
  return waitsForUpload(workflow) && row.status !== 'pending' ? { kind: 'waiting' } : undefined;
}

/** Also of a later run than the row knows: the row changes first, so that its database was restored since. */
function repairOfEnded(workflow: WorkflowView): Repair | undefined {
  return workflow.state === 'open' && waitsForUpload(workflow) ? { kind: 'orphan' } : undefined;
}

/** An execution that completed although the row has not, or that was of another run, is one that the row lacks. */
function repairOfClosed({ run }: RowView, closed: WorkflowView & { state: 'closed' }): Repair {
  if (closed.run !== run || closed.how === 'completed') return { kind: 'missing' };
  if (closed.how === 'canceled') {
    return { kind: 'closed', failure: { code: 'cancelled', message: 'The batch was cancelled.' } };
  }
  const message = `The workflow of the batch ${wordsOf[closed.how]}; retry the batch to run it again.`;
  return { kind: 'closed', failure: { code: 'workflow_closed', message } };
}

const wordsOf: Record<'failed' | 'terminated' | 'timed_out', string> = {
  failed: 'failed before it could say why',
  terminated: 'was terminated, by an operator or at a limit of Temporal',
  timed_out: 'timed out',
};

function isBehind({ status }: RowView, stage: BatchStatus | undefined): boolean {
  return stage !== undefined && batchStatuses.indexOf(status) < batchStatuses.indexOf(rowIsAtLeast[stage]);
}

/** `uploaded` is what an execution says that was started late and has not begun. */
function waitsForUpload({ stage, busy }: WorkflowView & { state: 'open' }): boolean {
  return !busy && (stage === 'pending' || stage === 'uploaded');
}
