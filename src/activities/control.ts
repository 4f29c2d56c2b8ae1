import type { Logger } from 'pino';
import type { CanDatabases } from '../databases/can-databases.ts';
import { type Batch, type ProgressSnapshot, snapshotOf } from '../domain/batch.ts';
import { nameInSummary } from '../domain/chunk-summary.ts';
import { type PlannedChunk, planBySize } from '../domain/chunks.ts';
import { type BatchFailure, judgeFailedFiles } from '../domain/failure.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { FileStore } from '../stores/postgres/files.ts';
import { plainText, shortenStart } from '../text/plain-text.ts';
import { withFinalFailures } from './failures.ts';
import { versionsFor } from './parsing.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface RunRef {
  batchId: string;
  run: number;
}

export interface ControlDeps {
  batches: BatchStore;
  files: FileStore;
  databasesOf: CanDatabases;
  redis: StageRedis;
  logger: Logger;
  /** Whether a later stage may have to wait for somebody, as for a language model. */
  stagesMayWait: boolean;
  /** Called when the barrier in Redis was short and is rebuilt. */
  onGateHealed?: () => void;
}

export interface Scattering {
  /** Of the first file of each chunk, its end where it is long; for people. */
  firstNames: string[];
  /** Of the files without a result. Absent in runs that began before chunks were planned here. */
  chunks?: PlannedChunk[];
  /** Files that have a result already. */
  processedFiles?: number;
  /** Whether merging and judging are so little work that they need no activities of their own. */
  isLight?: boolean;
  /**
   * Whether the search attribute names each stage of a light batch. It did: absent in runs that began before. They pass within one
   * workflow task, which tells Temporal all it has to tell when it ends, so that nobody ever saw any but the last.
   */
  areLightStagesShown?: false;
}

/** Their summaries are merged in a fraction of the time that a workflow task may take. */
const lightFiles = 50;

/** Chunks do the rest, so that this step, which is one of those that hold up others, stays short. */
const reuseForMs = 4_000;

export interface GateResult {
  processedFiles: number;
  failedFiles: number;
  /** Present when too many files failed for the batch to go on. */
  failure?: BatchFailure;
}

/** The short state changes of the workflow; local activities, each safe to repeat. */
export function createControlActivities({
  batches,
  files,
  databasesOf,
  redis,
  logger,
  stagesMayWait,
  onGateHealed,
}: ControlDeps) {
  const announce = (batch: Batch) =>
    bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(batch)));

  async function reuse(
    batchId: string,
    run: number,
    totalFiles: number,
    databases: SharedDatabase[],
  ): Promise<{ snapshot: ProgressSnapshot; fileIds: string[] } | undefined> {
    const begun = performance.now();
    const all = { offset: 0, limit: totalFiles };
    const versions = versionsFor(databases);
    const fileIds: string[] = [];
    let snapshot: ProgressSnapshot | undefined;
    while (performance.now() - begun < reuseForMs && snapshot?.processed_files !== totalFiles) {
      const reused = await files.reuseSummaries(batchId, run, all, versions);
      if (!reused) break;
      snapshot = reused.snapshot;
      for (const { id } of reused.files) fileIds.push(id);
      await bestEffort(logger, 'announcing progress', redis.publishProgress(snapshot));
    }
    return snapshot && { snapshot, fileIds };
  }

  return withFinalFailures({
    /** Files whose content has a summary get their results here, in few statements; chunks are planned for the others. */
    async enterScattering({
      batchId,
      run,
      totalFiles,
    }: RunRef & { totalFiles: number }): Promise<Scattering> {
      const [entered, databases] = await Promise.all([
        batches.transition({ batchId, run, to: 'scattering' }),
        databasesOf(batchId),
        bestEffort(logger, 'emptying the gate', redis.clearProcessed(batchId)),
      ]);
      const [reused] = await Promise.all([
        entered.status === 'scattering' ? reuse(batchId, run, totalFiles, databases) : undefined,
        announce(entered),
      ]);
      const processedFiles = reused?.snapshot.processed_files ?? entered.processed_files;
      if (processedFiles > 0) {
        // Those of the run before, or of an attempt before, are not among the reused.
        const isAll = reused?.fileIds.length === processedFiles;
        const passed = isAll ? reused.fileIds : await files.processedIds(batchId);
        await bestEffort(logger, 'passing the gate', redis.addProcessed(batchId, passed));
      }
      const chunks = processedFiles === totalFiles ? [] : planBySize(await files.unprocessed(batchId));
      const begins = chunks.map(({ offset }) => offset);
      const names = begins.length === 0 ? [] : await files.namesAt(batchId, begins);
      return {
        firstNames: names.map((name) => shortenStart(plainText(name), nameInSummary)),
        chunks,
        processedFiles,
        isLight: totalFiles <= lightFiles && !stagesMayWait,
        areLightStagesShown: false,
      };
    },

    /** Where the upload stands, for a workflow that has received no signal for a while. */
    async checkUpload({ batchId, run }: RunRef): Promise<{
      completed: boolean;
      totalFiles: number;
      quietSeconds: number;
    }> {
      const batch = await batches.mustGet(batchId);
      const last = (await files.lastUploadAt(batchId)) ?? batch.updated_at;
      const since = Math.max(Date.parse(last), Date.parse(batch.updated_at));
      return {
        completed: batch.run === run && batch.status !== 'pending' && batch.status !== 'failed',
        totalFiles: batch.total_files,
        quietSeconds: Math.max(0, (Date.now() - since) / 1000),
      };
    },

    /**
     * The barrier: opens when every file of the run has been processed. The Redis set is checked first; if it is
     * incomplete (flushed, lost, unavailable) it is rebuilt from PostgreSQL, which decides.
     */
    async openGate({ batchId, run }: RunRef): Promise<GateResult> {
      const [batch, counted] = await Promise.all([
        batches.mustGet(batchId),
        bestEffort(logger, 'checking the gate', redis.countProcessed(batchId)),
      ]);
      if (batch.status === 'scattering' && counted !== batch.total_files) {
        const processed = await files.processedIds(batchId);
        logger.warn({ batch_id: batchId, counted, processed: processed.length }, 'the gate is rebuilt');
        onGateHealed?.();
        await bestEffort(logger, 'rebuilding the gate', redis.addProcessed(batchId, processed));
      }
      const result = { processedFiles: batch.processed_files, failedFiles: batch.failed_files };
      const failure = judgeFailedFiles(batch.total_files, batch.failed_files, batch.tolerated_failed_percent);
      if (failure) return { ...result, failure };
      const opened = await batches.openGate(batchId, run, batch);
      await Promise.all([
        bestEffort(logger, 'emptying the gate', redis.clearProcessed(batchId)),
        announce(opened),
      ]);
      return result;
    },

    /** Ends the run as failed; a run that has already ended stays unchanged. */
    async failRun({ batchId, run, failure }: RunRef & { failure: BatchFailure }): Promise<void> {
      await announce(await batches.fail(batchId, run, failure));
    },
  });
}
