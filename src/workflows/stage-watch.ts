import { proxySinks, type Sinks, type WorkflowInterceptors, workflowInfo } from '@temporalio/workflow';
import { type StageEvent, stageSteps, type WatchedStage } from './stage-steps.ts';

export interface StageSinks extends Sinks {
  stages: { report(event: StageEvent): void };
}

/**
 * Reports how each run of a batch goes to its worker, which logs and counts it. It schedules nothing, so that
 * histories stay as they are; a replay reports nothing.
 */
export function interceptors(): WorkflowInterceptors {
  if (workflowInfo().workflowType !== 'batchWorkflow') return {};
  const { stages } = proxySinks<StageSinks>();
  const watch = createStageWatch((event) => stages.report(event), Date.now);
  return {
    inbound: [{ execute: (input, next) => watch.run(input.args[0], () => next(input)) }],
    outbound: [
      {
        scheduleActivity: (input, next) => watch.step(input.activityType, () => next(input)),
        scheduleLocalActivity: (input, next) => watch.step(input.activityType, () => next(input)),
      },
    ],
  };
}

/** @param now the workflow's time, which is that of its history. */
export function createStageWatch(report: (event: StageEvent) => void, now: () => number) {
  let batch = { batchId: '', run: 0 };
  let stage: { name: WatchedStage; since: number } | undefined;

  function leave(): void {
    if (stage) report({ ...batch, kind: 'stage', stage: stage.name, seconds: (now() - stage.since) / 1000 });
    stage = undefined;
  }
  function enter(name: WatchedStage): void {
    leave();
    stage = { name, since: now() };
  }

  return {
    async run<T>(input: unknown, work: () => Promise<T>): Promise<T> {
      const { batchId, run } = input as typeof batch;
      batch = { batchId, run };
      report({ ...batch, kind: 'begun' });
      enter('upload');
      const begun = now();
      const seconds = () => (now() - begun) / 1000;
      try {
        const result = await work();
        report({ ...batch, kind: 'ended', failure: null, seconds: seconds() });
        return result;
      } catch (error) {
        report({ ...batch, kind: 'ended', failure: codeOf(error), seconds: seconds() });
        throw error;
      }
    },

    async step<T>(activity: string, work: () => Promise<T>): Promise<T> {
      const { begins, ends } = stageSteps[activity] ?? {};
      if (begins) enter(begins);
      const result = await work();
      if (ends) leave();
      return result;
    },
  };
}

/** The failure of a batch is the type of what the workflow throws; a cancellation has none. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'type' in error ? String(error.type) : 'cancelled';
}
