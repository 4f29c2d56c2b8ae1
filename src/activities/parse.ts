import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import { type CanDatabaseDeps, createCanDatabases } from '../databases/can-databases.ts';
import { type BatchFile, fileObjectKey } from '../domain/batch.ts';
import type { Chunk } from '../domain/chunks.ts';
import { dependsOnContentAlone, verdictFails } from '../domain/verdict.ts';
import { emptyCompanion } from '../recordings/formats/companions/empty-companion.ts';
import { dependsOnDatabases, versionWith } from '../recordings/meaning/dbc/database-version.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { ParsePool } from '../recordings/pool/parse-pool-types.ts';
import { emptySummary } from '../recordings/summary/empty-summary.ts';
import { type FileSummary, parserVersion } from '../recordings/summary/file-summary.ts';
import type { FileResult, FileStore } from '../stores/postgres/files.ts';
import type { SummaryStore } from '../stores/postgres/summaries.ts';
import type { RunRef } from './control.ts';
import { withFinalFailures } from './failures.ts';
import { type ChunkPlace, maxDeathsPerFile, placeAfter, resumeAt } from './parse-resume.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface ParseDeps extends Pick<CanDatabaseDeps, 'databases'> {
  files: FileStore;
  summaries: SummaryStore;
  objects: CanDatabaseDeps['objects'] & { presignGet(key: string, seconds: number): Promise<string> };
  pool: ParsePool;
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

/** A presigned URL must outlive the longest parse of one file. */
const presignSeconds = 6 * 3600;

export function createParseActivities(deps: ParseDeps) {
  const { files, summaries, objects, pool, redis, logger } = deps;
  const databasesOf = createCanDatabases(deps);

  async function summarise(
    file: BatchFile,
    databases: SharedDatabase[],
    signal: AbortSignal,
  ): Promise<FileSummary> {
    const url = await objects.presignGet(fileObjectKey(file.batch_id, file.id), presignSeconds);
    return pool.summarise({ kind: 'url', url, size: file.size, sha256: file.sha256, databases }, { signal });
  }

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
    { batchId, run, offset, limit }: RunRef & Chunk,
    progress: { place: ChunkPlace },
    signal: AbortSignal,
  ): Promise<ParseChunkResult> {
    const [chunk, databases] = await Promise.all([files.chunk(batchId, offset, limit), databasesOf(batchId)]);
    const todo = chunk.filter(({ state }) => state === 'pending' || state === 'parsing');
    const known = await findKnown(
      todo.map(({ sha256 }) => sha256),
      databases,
    );
    const result: ParseChunkResult = {
      processed: chunk.length,
      failed: chunk.filter(({ state }) => state === 'failed').length,
      reused: 0,
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

  /** Existing summaries of the same bytes; for CAN frames only those made with the same databases. */
  async function findKnown(
    sha256s: string[],
    databases: SharedDatabase[],
  ): Promise<Map<string, FileSummary>> {
    const version = versionWith(databases);
    const known = await summaries.find([...new Set(sha256s)], [...new Set([parserVersion, version])]);
    for (const [sha256, summary] of known) {
      if (dependsOnDatabases(summary) && summary.parser_version !== version) known.delete(sha256);
    }
    return known;
  }

  /** Rows and events first, then the barrier and the watchers, which tolerate loss. */
  async function record(batchId: string, run: number, results: FileResult[]): Promise<void> {
    const snapshot = await files.recordResults(batchId, run, results);
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
      return await summarise(file, databases, signal);
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
  const { verdict } = summary;
  return {
    id: file.id,
    state: verdictFails(verdict) ? 'failed' : 'parsed',
    format: summary.format,
    verdict,
    message_count: summary.message_count,
    // What depends on the name is not reused for the same bytes under another name.
    summary:
      dependsOnContentAlone(verdict.code) && !emptyCompanion(file) ? { sha256: file.sha256, summary } : null,
  };
}
