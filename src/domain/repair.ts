import { type BatchStatus, batchStatuses, isTerminal } from './batch-status.ts';
import type { BatchFailure } from './failure.ts';

/** The part of a batch's row that determines the state its workflow should be in. */
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
      /** Undefined for executions started before the run was recorded in them. */
      run: number | undefined;
      how: CloseKind;
    }
  | {
      state: 'open';
      run: number | undefined;
      /** Undefined if unknown. */
      stage: BatchStatus | undefined;
      /** It has received a message or a result that no worker has processed yet. */
      busy: boolean;
    };

/** Kinds of repair, as counted in the metrics. */
export const repairKinds = ['missing', 'waiting', 'behind', 'closed', 'orphan'] as const;
export type RepairKind = (typeof repairKinds)[number];

export type Repair =
  /** Start an execution from the row: its run has none. */
  | { kind: 'missing' }
  /** Signal again that the upload is complete: the execution waits for it. */
  | { kind: 'waiting' }
  /** Replace the execution by one that begins from the row: it belongs to another run, or is ahead of the row. */
  | { kind: 'behind' }
  /** Fail the run: its execution was ended from outside. */
  | { kind: 'closed'; failure: BatchFailure }
  /** End an execution that waits in vain: the run is over. */
  | { kind: 'orphan' };

/** The state that the row has at least reached when the workflow is in a stage: the row changes first. */
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
 * The repair that makes a row and its workflow consistent again; undefined if they will become so by themselves. Safe
 * only if the workflow was read before the row, not the other way round.
 */
export function repairOf(row: RowView, workflow: WorkflowView): Repair | undefined {
  if (isTerminal(row.status)) return repairOfEnded(workflow);
  if (workflow.state === 'absent') return { kind: 'missing' };
  if (workflow.state === 'closed') return repairOfClosed(row, workflow);
  if (workflow.run !== undefined && workflow.run !== row.run) return { kind: 'behind' };
  if (isBehind(row, workflow.stage)) return { kind: 'behind' };
  return waitsForUpload(workflow) && row.status !== 'pending' ? { kind: 'waiting' } : undefined;
}

/**
 * Including an execution of a later run than that of the row: since the row changes first, its database was restored
 * from a backup.
 */
function repairOfEnded(workflow: WorkflowView): Repair | undefined {
  return workflow.state === 'open' && waitsForUpload(workflow) ? { kind: 'orphan' } : undefined;
}

/** If the execution completed although the row has not, or belonged to another run, the row has no execution. */
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

/** `uploaded` is the state of an execution that was started late and has not begun. */
function waitsForUpload({ stage, busy }: WorkflowView & { state: 'open' }): boolean {
  return !busy && (stage === 'pending' || stage === 'uploaded');
}
