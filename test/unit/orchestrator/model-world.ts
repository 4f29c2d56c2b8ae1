import { pino } from 'pino';
import { createBatchActions } from '../../../src/api/batches/actions.ts';
import type { Batch } from '../../../src/domain/batch.ts';
import {
  type BatchStatus,
  hasReached,
  isTerminal,
  pathBetween,
  statesBefore,
} from '../../../src/domain/batch-status.ts';
import { ArgusError } from '../../../src/domain/error.ts';
import type { BatchFailure } from '../../../src/domain/failure.ts';
import type { CloseKind } from '../../../src/domain/repair.ts';
import type { Delivery } from '../../../src/orchestrator/client.ts';
import { createReconciler } from '../../../src/orchestrator/reconciler.ts';
import { RefusedByTemporal, Temporal } from './model-temporal.ts';

/** The acting process dies here. */
export class Crash extends Error {}

interface Snapshot {
  row: Batch;
  reports: number[];
}

const silent = pino({ level: 'silent' });
const delivered: Delivery = { outcome: 'delivered' };

/**
 * One batch in PostgreSQL and Temporal, with the real actions of the API and the real reconciler. Each effect on a
 * store is one step; the acting process may die before any of them.
 */
export class World {
  row: Batch = emptyRow();
  reports: number[] = [];
  temporal = new Temporal();
  saved: Snapshot | undefined;
  private stepsToLive = Number.POSITIVE_INFINITY;

  readonly reconciler = createReconciler({
    batches: { fail: async (_id, run, failure) => this.fail(run, failure) },
    repairs: {
      openPage: async () => (isTerminal(this.row.status) ? [] : [{ ...this.row }]),
      endedOf: async (ids) => (ids.length > 0 && isTerminal(this.row.status) ? [{ ...this.row }] : []),
      look: async () => ({ batch: { ...this.row }, quiet: true }),
      count: async () => undefined,
    },
    orchestrator: {
      executionOf: async () => this.temporal.view(),
      openBetween: async () => this.temporal.listed(this.row.id),
      startFromRow: async (batch) => this.start(batch, 'always', 'keep'),
      replaceFromRow: async (batch) => this.start(batch, 'always', 'replace'),
      signalComplete: async (batch) => this.act(() => this.temporal.signal(batch.run)),
      terminate: async () => this.act(() => this.temporal.close('terminated')),
    },
    announce: async () => undefined,
    logger: silent,
  });

  readonly actions = createBatchActions({
    stores: {
      batches: {
        freeze: async () => this.freeze(),
        mustGet: async () => ({ ...this.row }),
        fail: async (_id: string, run: number, failure: BatchFailure) => this.fail(run, failure),
        beginRun: async (_id: string, from: BatchStatus[]) => this.beginRun(from),
      },
      redis: { publishProgress: async () => undefined },
    },
    orchestrator: {
      deliverComplete: (batch: Batch) =>
        this.deliver(() => {
          this.start(batch, batch.run === 1 ? 'once' : 'always', 'keep');
          this.temporal.signal(batch.run);
        }),
      startRun: (batch: Batch) => this.deliver(() => this.start(batch, 'always', 'refuse')),
      executionOf: async () => this.temporal.view(),
      cancel: async () => this.act(() => this.temporal.requestCancel()),
    },
    reconciler: this.reconciler,
    logger: silent,
    // The parts of the stores and the client that these actions use.
  } as unknown as Parameters<typeof createBatchActions>[0]);

  /** Runs `work`; its process dies before the step with this number. */
  async living(steps: number, work: () => Promise<unknown>): Promise<void> {
    this.stepsToLive = steps;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Crash || error instanceof ArgusError || error instanceof RefusedByTemporal))
        throw error;
    } finally {
      this.stepsToLive = Number.POSITIVE_INFINITY;
    }
  }

  /** One step of the workflow's worker; false if it had nothing to do. */
  work(): boolean {
    const { execution } = this.temporal;
    if (!execution || execution.closed || this.temporal.away) return false;
    const { run } = execution;
    if (execution.cancelRequested) {
      this.fail(run, { code: 'cancelled', message: 'The batch was cancelled.' });
      this.act(() => this.temporal.close('canceled'));
      return true;
    }
    try {
      return this.workOn(execution.position, run);
    } catch (error) {
      if (!(error instanceof ArgusError)) throw error;
      this.fail(run, { code: 'scatter_failed', message: error.message });
      this.act(() => this.temporal.close('failed'));
      return true;
    }
  }

  private workOn(position: string, run: number): boolean {
    if (position === 'waiting') {
      const { heard, busy } = this.temporal.execution ?? {};
      this.temporal.looked();
      if (!heard) return busy === true;
      this.enter(run, 'scattering');
      this.act(() => this.temporal.reach('scattering'));
    } else if (position === 'scattering') {
      this.enter(run, 'scattered');
      this.act(() => this.temporal.reach('gathering'));
    } else if (position === 'gathering') {
      if (this.enter(run, 'gathering') === 'gathering') this.enter(run, 'gathered');
      this.act(() => this.temporal.reach('diagnosing'));
    } else {
      if (this.enter(run, 'diagnosing') === 'diagnosing') {
        // The report and the state are one transaction.
        this.enter(run, 'completed', () => this.reports.push(run));
      }
      this.act(() => this.temporal.close('completed'));
    }
    return true;
  }

  /** The abandon timer of a workflow that waits. */
  abandon(): void {
    const { execution } = this.temporal;
    if (!execution || execution.closed || execution.position !== 'waiting' || execution.heard) return;
    const { run, status } = this.row;
    if (run === execution.run && status !== 'pending' && status !== 'failed') {
      this.act(() => this.temporal.signal(run));
      return;
    }
    this.fail(execution.run, { code: 'upload_abandoned', message: 'Nothing came.' });
    this.act(() => this.temporal.close('failed'));
  }

  close(how: CloseKind): void {
    this.temporal.close(how);
  }

  saveRow(): void {
    this.saved = { row: { ...this.row }, reports: [...this.reports] };
  }

  /** PostgreSQL is restored from a backup. */
  restoreRow(): void {
    if (!this.saved) return;
    this.row = { ...this.saved.row };
    this.reports = [...this.saved.reports];
  }

  private act<T>(effect: () => T): T {
    if (this.stepsToLive <= 0) throw new Crash();
    this.stepsToLive -= 1;
    return effect();
  }

  private start(batch: Batch, reuse: 'once' | 'always', conflict: 'keep' | 'replace' | 'refuse'): void {
    this.act(() => this.temporal.start(batch, reuse, conflict));
  }

  private async deliver(work: () => void): Promise<Delivery> {
    try {
      work();
      return delivered;
    } catch (error) {
      if (!(error instanceof RefusedByTemporal)) throw error;
      return { outcome: error.outcome };
    }
  }

  /** As `transition`: guarded, and a repeat changes nothing. */
  private enter(run: number, to: BatchStatus, more: () => void = () => undefined): BatchStatus {
    return this.act(() => {
      if (this.row.run === run && statesBefore(to).includes(this.row.status)) {
        this.row = { ...this.row, status: to };
        more();
      } else if (this.row.run !== run || !hasReached(this.row.status, to)) {
        throw new ArgusError('state', `The batch is ${this.row.status}.`);
      }
      return this.row.status;
    });
  }

  private fail(run: number, { code, message }: BatchFailure): Batch {
    return this.act(() => {
      const way = pathBetween(this.row.status, 'failed');
      if (this.row.run === run && !isTerminal(this.row.status) && way) {
        this.row = { ...this.row, status: 'failed', failure_code: code, failure_message: message };
      }
      return { ...this.row };
    });
  }

  private freeze(): { batch: Batch; changed: boolean } {
    if (this.row.status === 'failed') throw new ArgusError('state', 'The batch has failed.');
    if (this.row.status !== 'pending') return { batch: { ...this.row }, changed: false };
    return this.act(() => {
      this.row = { ...this.row, status: 'uploaded', total_files: 1, uploaded_at: 'now' };
      return { batch: { ...this.row }, changed: true };
    });
  }

  private beginRun(from: BatchStatus[]): Batch {
    if (!from.includes(this.row.status)) throw new ArgusError('state', `The batch is ${this.row.status}.`);
    return this.act(() => {
      const status = this.row.uploaded_at ? 'uploaded' : 'pending';
      this.row = { ...this.row, run: this.row.run + 1, status, failure_code: null, failure_message: null };
      return { ...this.row };
    });
  }
}

function emptyRow(): Batch {
  return {
    id: '0199aaaa-0000-7000-8000-000000000000',
    vehicle_id: 'car',
    vin: 'WVWZZZ1JZ3W386752',
    platform: null,
    expected_workers: null,
    tolerated_failed_percent: 25,
    status: 'pending',
    run: 1,
    total_files: 0,
    total_bytes: 0,
    processed_files: 0,
    failed_files: 0,
    failure_code: null,
    failure_message: null,
    created_at: 'now',
    updated_at: 'now',
    uploaded_at: null,
    completed_at: null,
    recordings_deleted_at: null,
    charts_deleted_at: null,
    urgent: false,
  };
}
