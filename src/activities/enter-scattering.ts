import { setTimeout as delay } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import type { CanDatabases } from '../databases/can-databases.ts';
import { snapshotOf } from '../domain/batch.ts';
import { areBeingRead } from '../domain/being-read.ts';
import { nameInSummary } from '../domain/chunk-summary.ts';
import { type PlannedChunk, planBySize } from '../domain/chunks.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { FileStore, UnprocessedFile } from '../stores/postgres/files.ts';
import { plainText, shortenStart } from '../text/plain-text.ts';
import type { Finish, FinishResult } from './finish.ts';
import type { Gathering } from './gathering.ts';
import { versionsFor } from './parsing.ts';
import type { RunRef } from './run-ref.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface ScatterDeps {
  batches: Pick<BatchStore, 'transition'>;
  files: Pick<FileStore, 'reuseSummaries' | 'unprocessed' | 'processedIds' | 'namesAt'>;
  databasesOf: CanDatabases;
  redis: StageRedis;
  gathering: Pick<Gathering, 'earlierAggregate'>;
  finish: Finish;
  logger: Logger;
  /** Whether a later stage may have to wait for somebody, as for a language model. */
  stagesMayWait: boolean;
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
  /** Whether all that follows the chunks is one step (`finish`). Absent in runs that began before. */
  finishesAtOnce?: boolean;
  /** Of that step, where there was nothing to wait for and it was part of this one. Absent in runs that began before. */
  finished?: FinishResult;
}

/** Their summaries are merged in a fraction of the time that a workflow task may take. */
const lightFiles = 50;

/** Where an earlier run has folded the same files, theirs are not merged again: rules, charts and a report are left. */
const knownFiles = 5_000;

/** For files that are being read ahead when the upload ends: no longer than a hand-over takes on a busy machine. */
const waitForMs = 200;
const lookMs = 15;

/** Chunks do the rest, so that this step, which is one of those that hold up others, stays short. */
const reuseForMs = 4_000;

interface Reuse {
  fileIds: string[];
  /** Files of the run that have a result; undefined where none came of this. */
  processed: number | undefined;
  /** Without a result. */
  left: UnprocessedFile[];
}

/** The first step of the scatter stage. */
export function createEnterScattering({
  batches,
  files,
  databasesOf,
  redis,
  gathering,
  finish,
  logger,
  stagesMayWait,
}: ScatterDeps) {
  /** What is known of the files of a run, and what is left to read. */
  async function reuse(
    batchId: string,
    run: number,
    totalFiles: number,
    databases: SharedDatabase[],
  ): Promise<Reuse> {
    const begun = performance.now();
    const all = { offset: 0, limit: totalFiles };
    const versions = versionsFor(databases);
    const result: Reuse = { fileIds: [], processed: undefined, left: [] };
    const passedMs = () => performance.now() - begun;
    const take = async () => {
      const reused = await files.reuseSummaries(batchId, run, all, versions);
      if (!reused) return false;
      for (const { id } of reused.files) result.fileIds.push(id);
      result.processed = reused.snapshot.processed_files;
      await bestEffort(logger, 'announcing progress', redis.publishProgress(reused.snapshot));
      return true;
    };
    while (passedMs() < reuseForMs && result.processed !== totalFiles && (await take())) {}
    if (result.processed === totalFiles) return result;
    result.left = await files.unprocessed(batchId);
    while (passedMs() < waitForMs && areBeingRead(result.left)) {
      await delay(lookMs);
      if (await take()) result.left = await files.unprocessed(batchId);
    }
    return result;
  }

  /** The report of a run with nothing left to read, where that is little work; undefined where its stages go on one by one. */
  async function finishNow(of: RunRef, isLight: boolean): Promise<FinishResult | undefined> {
    try {
      const known = await gathering.earlierAggregate(of);
      return isLight || known ? await finish(of, known) : undefined;
    } catch (error) {
      logger.info({ err: error, batch_id: of.batchId }, 'the stages of a batch go on one by one');
      return undefined;
    }
  }

  /**
   * Files whose content has a summary get their results here, in few statements; chunks are planned for the others. Where there
   * are none, and little is left to do, the run ends here: each step more is a turn of the workflow's thread.
   */
  return async ({ batchId, run, totalFiles }: RunRef & { totalFiles: number }): Promise<Scattering> => {
    const [entered, databases] = await Promise.all([
      batches.transition({ batchId, run, to: 'scattering' }),
      databasesOf(batchId),
      bestEffort(logger, 'emptying the gate', redis.clearProcessed(batchId)),
    ]);
    const [reused] = await Promise.all([
      entered.status === 'scattering' ? reuse(batchId, run, totalFiles, databases) : undefined,
      bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(entered))),
    ]);
    const processedFiles = reused?.processed ?? entered.processed_files;
    if (processedFiles > 0) {
      // Those of the run before, or of an attempt before, are not among the reused.
      const isAll = reused?.fileIds.length === processedFiles;
      const passed = isAll ? reused.fileIds : await files.processedIds(batchId);
      await bestEffort(logger, 'passing the gate', redis.addProcessed(batchId, passed));
    }
    const left = reused?.left ?? (processedFiles === totalFiles ? [] : await files.unprocessed(batchId));
    const chunks = planBySize(left);
    const begins = chunks.map(({ offset }) => offset);
    const names = begins.length === 0 ? [] : await files.namesAt(batchId, begins);
    const isLight = totalFiles <= lightFiles && !stagesMayWait;
    // An attempt that did not end in time may have tried; then what is left has a time and attempts of its own.
    const isFirst = Context.current().info.attempt === 1;
    const mayFinish = isFirst && chunks.length === 0 && totalFiles <= knownFiles && !stagesMayWait;
    const finished = mayFinish ? await finishNow({ batchId, run }, isLight) : undefined;
    return {
      firstNames: names.map((name) => shortenStart(plainText(name), nameInSummary)),
      chunks,
      processedFiles,
      isLight,
      areLightStagesShown: false,
      finishesAtOnce: isLight && !mayFinish,
      ...(finished && { finished }),
    };
  };
}
