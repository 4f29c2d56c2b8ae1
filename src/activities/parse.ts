import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import type { CanDatabases } from '../databases/can-databases.ts';
import type { BatchFile, ProgressSnapshot } from '../domain/batch.ts';
import type { Chunk } from '../domain/chunks.ts';
import { dependsOnContentAlone, verdictFails } from '../domain/verdict.ts';
import { emptyCompanion } from '../recordings/formats/companions/empty-companion.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import { emptySummary } from '../recordings/summary/empty-summary.ts';
import type { FileSummary } from '../recordings/summary/file-summary.ts';
import { outcomeOf } from '../recordings/summary/summary-outcome.ts';
import type { FileStore } from '../stores/postgres/files.ts';
import type { FileResult } from '../stores/postgres/results.ts';
import { withFinalFailures } from './failures.ts';
import { type ChunkPlace, maxDeathsPerFile, placeAfter, resumeAt } from './parse-resume.ts';
import { type Parsing, versionsFor } from './parsing.ts';
import type { RunRef } from './run-ref.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface ParseDeps {
  files: Pick<FileStore, 'chunk' | 'markParsing' | 'recordResults' | 'reuseSummaries'>;
  databasesOf: CanDatabases;
  parsing: Pick<Parsing, 'summarise'>;
  redis: StageRedis;
  logger: Logger;
}

export interface ParseChunkResult {
  processed: number;
  failed: number;
  /** Files whose summary already existed, made from the same bytes. */
  reused: number;
}

/** Results are written in groups: one commit for many small files, yet live progress for large ones. */
const flush = { files: 50, milliseconds: 500 };

/**
 * Heartbeat interval of a long parse, a fraction of the heartbeat timeout. A short one sends none: a heartbeat is a
 * request to the server and a write there.
 */
const beatMilliseconds = 2_000;

/** A file that takes longer is shown as `parsing`. */
const slowMilliseconds = 100;

export function createParseActivities(deps: ParseDeps) {
  const { files, databasesOf, parsing, redis, logger } = deps;

  return withFinalFailures({
    /**
     * Makes sure that each file of the chunk has a result, then passes the barrier. An attempt after a crash resumes
     * where the last one stopped; a file already recorded is never counted again.
     */
    async parseChunk(input: RunRef & Chunk): Promise<ParseChunkResult> {
      const context = Context.current();
      const resumed = resumeAt(context.info.heartbeatDetails as ChunkPlace | undefined, context.info.attempt);
      const progress = { place: resumed };
      const beat = setInterval(() => context.heartbeat(progress.place), beatMilliseconds);
      try {
        return await processChunk(input, progress, context.cancellationSignal);
      } catch (error) {
        // The process survived, so the file is not the cause, and the next attempt must know that.
        context.heartbeat({ deaths: 0 } satisfies ChunkPlace);
        throw error;
      } finally {
        clearInterval(beat);
      }
    },
  });

  async function processChunk(
    { batchId, run, ...range }: RunRef & Chunk,
    progress: { place: ChunkPlace },
    signal: AbortSignal,
  ): Promise<ParseChunkResult> {
    const databases = await databasesOf(batchId);
    const reused = await reuse(batchId, run, range, databases);
    const chunk = await files.chunk(batchId, range.offset, range.limit);
    const todo = chunk.filter(({ state }) => state === 'pending' || state === 'parsing');
    const known = new Map<string, FileSummary>();
    const result: ParseChunkResult = {
      processed: chunk.length,
      failed: chunk.filter(({ state }) => state === 'failed').length,
      reused,
    };
    let waiting: FileResult[] = [];
    let flushedAt = Date.now();
    for (const [index, file] of todo.entries()) {
      progress.place = placeAfter(progress.place, file.id);
      const named = emptyCompanion(file);
      const found = known.get(file.sha256);
      if (found && !named) result.reused += 1;
      const summary = named ?? found ?? (await parse(file, progress.place, databases, signal));
      if (!named) known.set(file.sha256, summary);
      if (verdictFails(summary.verdict)) result.failed += 1;
      waiting.push(resultOf(file, summary));
      const due = waiting.length >= flush.files || Date.now() - flushedAt >= flush.milliseconds;
      if (!due && index < todo.length - 1) continue;
      await record(batchId, run, waiting);
      waiting = [];
      flushedAt = Date.now();
    }
    return result;
  }

  /** What was read ahead, before or in another batch. @returns number of files */
  async function reuse(
    batchId: string,
    run: number,
    range: Chunk,
    databases: SharedDatabase[],
  ): Promise<number> {
    let count = 0;
    for (;;) {
      const reused = await files.reuseSummaries(batchId, run, range, versionsFor(databases));
      if (!reused) return count;
      count += reused.files.length;
      await pass(batchId, reused.files, reused.snapshot);
    }
  }

  /** Rows and events first, then the barrier and the watchers, which tolerate loss. */
  async function record(batchId: string, run: number, results: FileResult[]): Promise<void> {
    await pass(batchId, results, await files.recordResults(batchId, run, results));
  }

  async function pass(
    batchId: string,
    results: readonly { id: string }[],
    snapshot: ProgressSnapshot,
  ): Promise<void> {
    const ids = results.map(({ id }) => id);
    await Promise.all([
      bestEffort(logger, 'passing the gate', redis.addProcessed(batchId, ids)),
      bestEffort(logger, 'announcing progress', redis.publishProgress(snapshot)),
    ]);
  }

  async function parse(
    file: BatchFile,
    place: ChunkPlace,
    databases: SharedDatabase[],
    signal: AbortSignal,
  ): Promise<FileSummary> {
    if (place.deaths >= maxDeathsPerFile) {
      return emptySummary(file.size, {
        code: 'parse_crashed',
        message: `Reading this file crashed the worker ${place.deaths} times; it is skipped.`,
      });
    }
    const mark = markWhenSlow(file.id);
    try {
      return await parsing.summarise(file, databases, signal);
    } finally {
      await mark.settle();
    }
  }

  /** `parsing` is for people who watch; a file that finishes before they could see it is not worth a write. */
  function markWhenSlow(fileId: string) {
    let marking: Promise<void> | undefined;
    const timer = setTimeout(() => {
      marking = files.markParsing([fileId]);
      // Awaited below; it must not count as unhandled until then.
      marking.catch(() => undefined);
    }, slowMilliseconds);
    return {
      settle: async () => {
        clearTimeout(timer);
        await marking;
      },
    };
  }
}

function resultOf(file: BatchFile, summary: FileSummary): FileResult {
  const isOfContent = dependsOnContentAlone(summary.verdict.code) && !emptyCompanion(file);
  // What depends on the name is not reused for the same bytes under another name.
  return {
    id: file.id,
    ...outcomeOf(summary),
    summary: isOfContent ? { sha256: file.sha256, summary } : null,
  };
}
