import type { InjectedSinks } from '@temporalio/worker';
import type { Logger } from 'pino';
import { type FailureCode, failureCodes } from '../domain/failure.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import { noTracing, type Tracing } from '../tracing/tracing.ts';
import type { StageEvent } from '../workflows/stage-steps.ts';
import type { StageSinks } from '../workflows/stage-watch.ts';
import { traceStages } from './traced.ts';

export interface BatchNewsDeps {
  batches: Pick<BatchStore, 'get'>;
  metrics: Metrics;
  logger: Logger;
  tracing?: Tracing;
}

/** Logs and counts what runs of batches report of themselves (`workflows/stage-watch.ts`). */
export function createBatchNews({ batches, metrics, logger, tracing = noTracing }: BatchNewsDeps) {
  const stages = metrics.histogram('argus_stage_duration_seconds');
  const delay = metrics.histogram('argus_report_delay_seconds');
  const runs = metrics.counter('argus_batch_runs_total');

  /** From the completed upload to the report, by the clock of the database: the wait for a worker counts as well. */
  async function observeDelay({ batchId, run }: StageEvent): Promise<void> {
    const batch = await batches.get(batchId);
    if (batch?.run !== run || !batch.uploaded_at || !batch.completed_at) return;
    // The files of a later run were up long before it began.
    if (run === 1) delay.observe((Date.parse(batch.completed_at) - Date.parse(batch.uploaded_at)) / 1000);
  }

  return async (event: StageEvent): Promise<void> => {
    traceStages(tracing, event);
    const of = { batch_id: event.batchId, run: event.run };
    switch (event.kind) {
      case 'begun':
        logger.info(of, 'batch begun');
        return;
      case 'stage':
        stages.observe({ stage: event.stage }, event.seconds);
        logger.info({ ...of, stage: event.stage, seconds: event.seconds }, 'stage ended');
        return;
      case 'ended':
        runs.inc({ outcome: event.failure === null ? 'completed' : boundedCode(event.failure) });
        if (event.failure !== null) {
          logger.warn({ ...of, failure_code: event.failure, seconds: event.seconds }, 'batch failed');
          return;
        }
        logger.info({ ...of, seconds: event.seconds }, 'batch completed');
        await observeDelay(event);
    }
  };
}

/** For replays, which report nothing. */
export const silentSinks: InjectedSinks<StageSinks> = { stages: { report: { fn: () => undefined } } };

/** As the workflow worker takes it. */
export function stageSinks(deps: BatchNewsDeps): InjectedSinks<StageSinks> {
  const note = createBatchNews(deps);
  return {
    stages: {
      report: {
        callDuringReplay: false,
        async fn(_info, event) {
          await note(event);
        },
      },
    },
  };
}

function boundedCode(code: string): FailureCode | 'other' {
  return failureCodes.find((known) => known === code) ?? 'other';
}
