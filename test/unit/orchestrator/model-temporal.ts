import type { Batch } from '../../../src/domain/batch.ts';
import type { BatchStatus } from '../../../src/domain/batch-status.ts';
import type { CloseKind, WorkflowView } from '../../../src/domain/repair.ts';
import type { OpenExecution } from '../../../src/orchestrator/executions.ts';

/** Errors that Temporal returns instead of acting. */
export class RefusedByTemporal extends Error {
  readonly outcome: 'away' | 'closed';

  constructor(outcome: 'away' | 'closed') {
    super(outcome);
    this.outcome = outcome;
  }
}

type Position = 'waiting' | 'scattering' | 'gathering' | 'diagnosing';

export interface Execution {
  run: number;
  closed: CloseKind | undefined;
  /** The search attribute: at the start, the state of the row. */
  stage: BatchStatus;
  position: Position;
  /** The message that the upload is complete is in the history. */
  heard: boolean;
  busy: boolean;
  cancelRequested: boolean;
}

/** The newest execution of one workflow id, with the server's rules about ids; the list of open ones may be stale. */
export class Temporal {
  execution: Execution | undefined;
  away = false;
  private list: OpenExecution | undefined;

  start(batch: Batch, reuse: 'once' | 'always', conflict: 'keep' | 'replace' | 'refuse'): void {
    if (this.away) throw new RefusedByTemporal('away');
    const { execution } = this;
    if (execution && !execution.closed) {
      if (conflict === 'keep') return;
      if (conflict === 'refuse') throw new RefusedByTemporal('closed');
    } else if (execution && reuse === 'once') throw new RefusedByTemporal('closed');
    this.execution = {
      run: batch.run,
      closed: undefined,
      stage: batch.status,
      position: 'waiting',
      heard: batch.status !== 'pending',
      busy: true,
      cancelRequested: false,
    };
  }

  signal(run: number): void {
    if (this.away) throw new RefusedByTemporal('away');
    if (!this.execution || this.execution.closed) throw new RefusedByTemporal('closed');
    this.execution.busy = true;
    if (this.execution.run === run) this.execution.heard = true;
  }

  requestCancel(): boolean {
    if (this.away) throw new RefusedByTemporal('away');
    if (!this.execution) return false;
    if (!this.execution.closed) Object.assign(this.execution, { cancelRequested: true, busy: true });
    return true;
  }

  looked(): void {
    if (this.execution) this.execution.busy = false;
  }

  reach(position: Exclude<Position, 'waiting'>): void {
    if (this.execution) Object.assign(this.execution, { position, stage: position, busy: false });
  }

  close(how: CloseKind): void {
    if (this.execution && !this.execution.closed) this.execution.closed = how;
  }

  view(): WorkflowView {
    if (this.away) throw new RefusedByTemporal('away');
    const { execution } = this;
    if (!execution) return { state: 'absent' };
    const { run, closed, stage, busy } = execution;
    return closed ? { state: 'closed', run, how: closed } : { state: 'open', run, stage, busy };
  }

  listed(batchId: string): Map<string, OpenExecution> {
    if (this.away) throw new RefusedByTemporal('away');
    return new Map(this.list ? [[batchId, this.list]] : []);
  }

  /** The list catches up with the actual state. */
  catchUp(): void {
    const now = this.away ? undefined : this.view();
    this.list = now?.state === 'open' ? { ...now, busy: false } : undefined;
  }

  loseDatabase(): void {
    this.execution = undefined;
    this.list = undefined;
  }
}
