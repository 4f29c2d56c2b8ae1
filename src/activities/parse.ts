import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import { type BatchFile, fileObjectKey } from '../domain/batch.ts';
import type { Chunk } from '../domain/chunks.ts';
import { dependsOnContentAlone, verdictFails } from '../domain/verdict.ts';
import { emptySummary } from '../recordings/empty-summary.ts';
import { type FileSummary, parserVersion } from '../recordings/file-summary.ts';
import type { ParsePool } from '../recordings/parse-pool.ts';
import type { FileResult, FileStore } from '../stores/postgres/files.ts';
import type { SummaryStore } from '../stores/postgres/summaries.ts';
import type { RunRef } from './control.ts';
import { withFinalFailures } from './failures.ts';
import { type ChunkPlace, maxDeathsPerFile, placeAfter, resumeAt } from './parse-resume.ts';
import { helpfully, type StageRedis } from './side-effects.ts';

export interface ParseDeps {
  files: FileStore;
  summaries: SummaryStore;
  objects: { presignGet(key: string, seconds: number): Promise<string> };
  pool: ParsePool;
  redis: StageRedis;
  logger: Logger;
}

export interface ParseChunkResult {
  processed: number;
  failed: number;
  /** Files whose summary was there already, made from the same bytes. */
  reused: number;
}

/** Results are written in groups: one commit for many small files, and yet a live progress for large ones. */
const flush = { files: 50, milliseconds: 500 };

/** How often a long parse says that it lives; a third of the heartbeat timeout. */
const beatMilliseconds = 5_000;

/** A presigned address must outlive the longest parse of one file. */
const presignSeconds = 6 * 3600;

export function createParseActivities(deps: ParseDeps) {
  const { files, summaries, objects, pool, redis, logger } = deps;

  async function summarise(file: BatchFile, signal: AbortSignal): Promise<FileSummary> {
    const url = await objects.presignGet(fileObjectKey(file.batch_id, file.id), presignSeconds);
    return pool.summarise({ kind: 'url', url, size: file.size, sha256: file.sha256 }, { signal });
  }

  return withFinalFailures({
    /**
     * Makes sure that each file of the chunk has a result, then passes the barrier. An attempt after a crash goes on
     * where the last one stopped; a file already recorded is never counted again.
     */
    async parseChunk({ batchId, run, offset, limit }: RunRef & Chunk): Promise<ParseChunkResult> {
      const context = Context.current();
      const chunk = await files.chunk(batchId, offset, limit);
      let place = resumeAt(context.info.heartbeatDetails as ChunkPlace | undefined);
      const todo = chunk.filter(({ state }) => state === 'pending' || state === 'parsing');
      const known = await summaries.find([...new Set(todo.map(({ sha256 }) => sha256))], parserVersion);

      const result: ParseChunkResult = {
        processed: 0,
        failed: chunk.filter(({ state }) => state === 'failed').length,
        reused: 0,
      };
      let waiting: FileResult[] = [];
      let flushedAt = Date.now();
      const record = async () => {
        if (waiting.length === 0) return;
        const snapshot = await files.recordResults(batchId, run, waiting);
        const ids = waiting.map(({ id }) => id);
        waiting = [];
        flushedAt = Date.now();
        await Promise.all([
          helpfully(logger, 'passing the gate', redis.addProcessed(batchId, ids)),
          helpfully(logger, 'announcing progress', redis.publishProgress(snapshot)),
        ]);
      };

      const beat = setInterval(() => context.heartbeat(place), beatMilliseconds);
      try {
        for (const file of chunk) {
          if (todo.includes(file)) {
            place = placeAfter(place, file.id);
            context.heartbeat(place);
            const found = known.get(file.sha256);
            if (found) result.reused += 1;
            const summary = found ?? (await parse(file, place, context.cancellationSignal));
            known.set(file.sha256, summary);
            if (verdictFails(summary.verdict)) result.failed += 1;
            waiting.push(resultOf(file, summary));
          }
          result.processed += 1;
          if (waiting.length >= flush.files || Date.now() - flushedAt >= flush.milliseconds) await record();
        }
        await record();
      } catch (error) {
        // The process lives: what failed is not the file's doing.
        place = { ...place, deaths: 0 };
        context.heartbeat(place);
        throw error;
      } finally {
        clearInterval(beat);
      }
      result.failed = (await files.chunk(batchId, offset, limit)).filter(
        ({ state }) => state === 'failed',
      ).length;
      return result;
    },
  });

  async function parse(file: BatchFile, place: ChunkPlace, signal: AbortSignal): Promise<FileSummary> {
    if (place.deaths >= maxDeathsPerFile) {
      return emptySummary(file.size, {
        code: 'parse_crashed',
        message: `Reading this file ended the worker ${place.deaths} times; it is left out.`,
      });
    }
    const [summary] = await Promise.all([summarise(file, signal), files.markParsing([file.id])]);
    return summary;
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
    summary: dependsOnContentAlone(verdict.code) ? { sha256: file.sha256, summary } : null,
  };
}
