import type { Logger } from 'pino';
import type { Aggregate } from '../diagnosis/aggregate.ts';
import { type Batch, snapshotOf } from '../domain/batch.ts';
import { ArgusError } from '../domain/error.ts';
import { allFilesParsed } from '../domain/event.ts';
import { softwareFacts } from '../report/software-facts.ts';
import type { ReportStore } from '../stores/postgres/reports.ts';
import { withFinalFailures } from './failures.ts';
import type { Gate, GateResult } from './gate.ts';
import { type Gathering, gatheringCompleted } from './gathering.ts';
import { type DiagnoseResult, diagnoseResult, diagnosisCompleted, type Reporting } from './reporting.ts';
import type { RunRef } from './run-ref.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface FinishDeps {
  gate: Gate;
  gathering: Gathering;
  reporting: Reporting;
  reports: Pick<ReportStore, 'finishRun'>;
  redis: Pick<StageRedis, 'clearProcessed' | 'publishProgress'>;
  logger: Logger;
}

/** What the gate says; `diagnosis` when the run has a report, with the seconds that each stage took. */
export interface FinishResult extends GateResult {
  diagnosis?: DiagnoseResult;
  stages?: { gather: number; diagnose: number };
}

/** All that comes after the scatter stage of a batch, in one step and one transaction. */
export function createFinish({ gate, gathering, reporting, reports, redis, logger }: FinishDeps) {
  /**
   * @param known the aggregate of the run where an earlier one has folded the same
   * @throws ArgusError `conflict` where the run is not at its gate: then its stages go on one by one.
   */
  return async (of: RunRef, known?: Aggregate): Promise<FinishResult> => {
    const begun = performance.now();
    // Reading does not depend on the gate; where it stays closed, what was read is discarded.
    const [{ batch, result }, aggregate, context] = await Promise.all([
      gate(of.batchId),
      known ?? gathering.aggregateOf(of),
      reporting.contextOf(of),
    ]);
    if (batch.run === of.run && batch.status === 'completed')
      return { ...result, diagnosis: await reporting.resultOf(of) };
    assertAtGate(batch, of);
    if (result.failure) return result;
    const charts = await gathering.storeCharts(of, aggregate);
    const gathered = performance.now();
    const report = await reporting.make(batch, aggregate, charts, context);
    const completed = await reports.finishRun({
      gathered: { aggregate, charts },
      report,
      facts: softwareFacts(report),
      events: {
        scattered: allFilesParsed(batch),
        gathered: gatheringCompleted(of, batch.total_files, charts),
        completed: diagnosisCompleted(report),
      },
    });
    await Promise.all([
      bestEffort(logger, 'emptying the gate', redis.clearProcessed(of.batchId)),
      bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(completed))),
    ]);
    return {
      ...result,
      diagnosis: diagnoseResult(report),
      stages: { gather: seconds(begun, gathered), diagnose: seconds(gathered, performance.now()) },
    };
  };
}

export type Finish = ReturnType<typeof createFinish>;

export function createFinishActivities(finish: Finish) {
  return withFinalFailures({ finish: (of: RunRef) => finish(of) });
}

function assertAtGate({ run, status, processed_files, total_files }: Batch, of: RunRef): void {
  if (run === of.run && status === 'scattering' && processed_files === total_files) return;
  throw new ArgusError(
    'conflict',
    `The batch is ${status} (run ${run}); ${processed_files} of ${total_files} files have been processed.`,
  );
}

/** To the millisecond. */
function seconds(from: number, to: number): number {
  return Math.round(to - from) / 1000;
}
