import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  log,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { DiagnoseResult } from '../activities/reporting.ts';
import { chunkSummary } from '../domain/chunk-summary.ts';
import { type PlannedChunk, planChunks } from '../domain/chunks.ts';
import type { FailureCode } from '../domain/failure.ts';
import type {
  ControlActivities,
  DiagnoseActivities,
  FinishActivities,
  GatherActivities,
  ParseActivities,
  Scattering,
} from './activity-types.ts';
import { asFailure, describeHours, failureOf } from './batch-failures.ts';
import { describeProgress } from './describe-progress.ts';
import {
  type BatchInput,
  type BatchProgress,
  type BatchResult,
  type Completion,
  completeSignal,
  completeUpdate,
  progressQuery,
  wrongRun,
} from './messages.ts';
import { searchAttributes } from './search-attributes.ts';

/**
 * Short state changes: scheduling them through the server would cost more than their work. They are retried for a day,
 * since they wait for a database that comes back.
 */
const local = {
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '200 ms', maximumInterval: '30 seconds' },
} as const;
const control = proxyLocalActivities<ControlActivities>(local);
/** The later stages of a batch that is light: they too cost less than their scheduling. See `stageOf`. */
const light = proxyLocalActivities<FinishActivities & GatherActivities & DiagnoseActivities>({
  ...local,
  retry: { maximumAttempts: 1 },
});

const heavy = {
  heartbeatTimeout: '15 seconds',
  startToCloseTimeout: '12 hours',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '500 ms', maximumInterval: '1 minute' },
} as const;

/** Temporal has 1 to 5, and 3 where nothing is said; the lowest comes first. */
const urgentPriority = 1;

const { gather } = proxyActivities<GatherActivities>(heavy);
const { diagnose } = proxyActivities<DiagnoseActivities>(heavy);

/** One run of one batch, from the first upload to the report. */
export async function batchWorkflow(input: BatchInput): Promise<BatchResult> {
  const { batchId, run } = input;
  let completion: Completion | undefined =
    input.totalFiles === undefined ? undefined : { run, totalFiles: input.totalFiles };
  const progress: BatchProgress = { stage: 'pending', totalFiles: 0, processedFiles: 0, failedFiles: 0 };

  const showStage = () =>
    upsertSearchAttributes([{ key: searchAttributes.batchStatus, value: progress.stage }]);
  const report = (change: Partial<BatchProgress>, isShown = true) => {
    Object.assign(progress, change);
    setCurrentDetails(describeProgress(progress));
    if (change.stage && isShown) showStage();
  };

  setHandler(progressQuery, () => progress);
  setHandler(completeSignal, (received) => {
    if (received.run === run) completion ??= received;
  });
  setHandler(
    completeUpdate,
    (received) => {
      completion ??= received;
      return { accepted: true };
    },
    {
      validator: (received) => {
        if (received.run !== run) {
          throw ApplicationFailure.nonRetryable(`This is run ${run}, not run ${received.run}.`, wrongRun);
        }
      },
    },
  );

  let stage: FailureCode = 'scatter_failed';
  try {
    setCurrentDetails(describeProgress(progress));
    const { totalFiles } = await uploadCompleted();
    report({ stage: 'scattering', totalFiles });
    // Runs that began before there were names have none in their history.
    const entered: Scattering | undefined = await control.enterScattering({ batchId, run, totalFiles });
    report({ processedFiles: entered?.processedFiles ?? 0 });
    const chunks = chunksOf(entered, totalFiles);
    if (chunks.length > 0) await scatter(chunks, entered?.firstNames ?? []);

    const finished =
      entered?.finished ??
      (entered?.finishesAtOnce ? await atOnce(() => light.finish({ batchId, run })) : undefined);
    if (finished) {
      const { processedFiles, failedFiles, failure, diagnosis } = finished;
      report({ processedFiles, failedFiles });
      if (diagnosis) return completed(failedFiles, diagnosis);
      if (failure) throw failureOf(failure);
    }

    const gate = await control.openGate({ batchId, run });
    report({ processedFiles: gate.processedFiles, failedFiles: gate.failedFiles });
    if (gate.failure) throw failureOf(gate.failure);

    const isShown = !entered?.isLight || entered.areLightStagesShown !== false;
    /** A light stage that goes on as an activity of its own has not been shown yet. */
    const apart = <T>(work: () => Promise<T>) => {
      if (!isShown) showStage();
      return work();
    };

    stage = 'gather_failed';
    report({ stage: 'gathering' }, isShown);
    const summary = `merge ${totalFiles} files`;
    await stageOf(
      entered,
      () => light.gather({ batchId, run }),
      () => apart(() => gather.executeWithOptions({ ...heavy, summary }, [{ batchId, run }])),
    );

    stage = 'diagnose_failed';
    report({ stage: 'diagnosing' }, isShown);
    const diagnosis = await stageOf(
      entered,
      () => light.diagnose({ batchId, run }),
      () =>
        apart(() => diagnose.executeWithOptions({ ...heavy, summary: 'rules, report' }, [{ batchId, run }])),
    );
    return completed(gate.failedFiles, diagnosis);
  } catch (error) {
    const failure = asFailure(error, stage);
    log.warn('the batch fails', { batchId, run, code: failure.code });
    // The row must say how the run ended, whatever the cause.
    await CancellationScope.nonCancellable(() => control.failRun({ batchId, run, failure }));
    report({ stage: 'failed' });
    upsertSearchAttributes([{ key: searchAttributes.failureCode, value: failure.code }]);
    setCurrentDetails(`${describeProgress(progress)}\n\n**${failure.code}**: ${failure.message}`);
    if (isCancellation(error)) throw error;
    throw failureOf(failure);
  }

  function completed(failedFiles: number, { severity, sentence }: DiagnoseResult): BatchResult {
    report({ stage: 'completed' });
    setCurrentDetails(`${describeProgress(progress)}\n\n**${severity}**: ${sentence}`);
    return { totalFiles: progress.totalFiles, failedFiles, severity };
  }

  /** Resolves when all files are uploaded; throws when the upload is abandoned. */
  async function uploadCompleted(): Promise<Completion> {
    let quietSeconds = input.beginsWithUpload ? 0 : input.abandonSeconds;
    for (;;) {
      if (quietSeconds > 0)
        await condition(() => completion !== undefined, `${Math.ceil(quietSeconds)} seconds`);
      if (completion) return completion;
      // The row may be frozen although its `complete` never arrived, or a file may have been uploaded meanwhile.
      const upload = await control.checkUpload({ batchId, run });
      if (upload.completed) return { run, totalFiles: upload.totalFiles };
      quietSeconds = input.abandonSeconds - upload.quietSeconds;
      if (quietSeconds <= 0) {
        throw failureOf({
          code: 'upload_abandoned',
          message: `Nothing was uploaded for ${describeHours(input.abandonSeconds)} and the batch was never completed. Its ${upload.totalFiles} files are kept; retry the batch to continue the upload.`,
        });
      }
    }
  }

  /** Parses all files in chunks, with a bounded number in flight. */
  async function scatter(chunks: readonly PlannedChunk[], firstNames: readonly string[]): Promise<void> {
    // Vehicles take turns, so that one with thousands of files does not hold up the others; what is urgent overtakes them.
    const priority = { fairnessKey: input.vin, ...(input.urgent && { priorityKey: urgentPriority }) };
    const options = { ...heavy, taskQueue: input.parseTaskQueue, priority };
    const { parseChunk } = proxyActivities<ParseActivities>(options);
    let next = 0;
    const lane = async () => {
      for (let index = next++; index < chunks.length; index = next++) {
        const { files, ...range } = chunks[index] as PlannedChunk;
        const summary = chunkSummary(range, firstNames[index]);
        const result = await parseChunk.executeWithOptions({ ...options, summary }, [
          { batchId, run, ...range },
        ]);
        report({
          processedFiles: progress.processedFiles + files,
          failedFiles: progress.failedFiles + result.failed,
        });
      }
    };
    // When one chunk fails permanently, the others are cancelled.
    await CancellationScope.cancellable(() =>
      Promise.all(Array.from({ length: Math.min(input.scatterWindow, chunks.length) }, lane)),
    );
  }
}

/** What follows the scatter stage as one step; undefined where that does not succeed, and the stages go on one by one. */
async function atOnce<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isCancellation(error)) throw error;
    return undefined;
  }
}

/**
 * A stage of a light batch within the workflow task; where that does not succeed at once, and of any other batch, as an
 * activity whose attempts and errors Temporal shows.
 */
async function stageOf<T>(
  entered: Scattering | undefined,
  within: () => Promise<T>,
  apart: () => Promise<T>,
): Promise<T> {
  if (!entered?.isLight) return apart();
  try {
    return await within();
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    const isFinal = cause instanceof ApplicationFailure && cause.nonRetryable === true;
    if (isFinal || isCancellation(error)) throw error;
    return apart();
  }
}

/** Runs that began before chunks were planned by the step before them have none in their history. */
function chunksOf(entered: Scattering | undefined, totalFiles: number): readonly PlannedChunk[] {
  return entered?.chunks ?? planChunks(totalFiles).map((chunk) => ({ ...chunk, files: chunk.limit }));
}
