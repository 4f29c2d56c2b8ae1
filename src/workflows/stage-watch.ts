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
  const watch = createStageWatch(
    (event) => stages.report(event),
    Date.now,
    workflowInfo().startTime.getTime(),
  );
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

/**
 * @param now the workflow's time, which is that of its history.
 * @param started when the workflow was; its first task may come when its upload is over.
 */
export function createStageWatch(
  report: (event: StageEvent) => void,
  now: () => number,
  started: number = now(),
) {
  let batch = { batchId: '', run: 0 };
  let stage: { name: WatchedStage; since: number } | undefined;

  const tell = (name: WatchedStage, seconds: number) =>
    report({ ...batch, kind: 'stage', stage: name, seconds });
  /** @param besides seconds of other stages since this one began */
  function leave(besides = 0): void {
    if (stage) tell(stage.name, Math.max(0, (now() - stage.since) / 1000 - besides));
    stage = undefined;
  }
  function enter(name: WatchedStage, since = now()): void {
    leave();
    stage = { name, since };
  }

  return {
    async run<T>(input: unknown, work: () => Promise<T>): Promise<T> {
      const { batchId, run } = input as typeof batch;
      batch = { batchId, run };
      report({ ...batch, kind: 'begun' });
      enter('upload', started);
      const seconds = () => (now() - started) / 1000;
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
      const { begins, ends, tells, mayFinish } = stageSteps[activity] ?? {};
      if (begins) enter(begins);
      if (tells) leave();
      const result = await work();
      if (ends) leave();
      const within = stagesIn(mayFinish ? (result as { finished?: unknown } | undefined)?.finished : result);
      if (mayFinish && within.length > 0) leave(within.reduce((sum, [, seconds]) => sum + seconds, 0));
      if (tells || mayFinish) for (const [name, seconds] of within) tell(name, seconds);
      return result;
    },
  };
}

function stagesIn(result: unknown): [WatchedStage, number][] {
  const told = result as { stages?: Partial<Record<WatchedStage, number>> } | undefined;
  return Object.entries(told?.stages ?? {}) as [WatchedStage, number][];
}

/** The failure of a batch is the type of what the workflow throws; a cancellation has none. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'type' in error ? String(error.type) : 'cancelled';
}
