import { CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.ts';

/** The steps whose ends are worth a line; the others are short, and the stages are logged (`batch-news.ts`). */
const logged = new Set(['parseChunk', 'gather', 'diagnose', 'finish']);

/** Times each attempt of an activity and its wait, and logs how it ended with the batch it belongs to. */
export function watchActivities(metrics: Metrics, logger: Logger): ActivityInterceptorsFactory {
  const duration = metrics.histogram('argus_activity_duration_seconds');
  const wait = metrics.histogram('argus_activity_queue_wait_seconds');
  return ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const activity = info.activityType;
        const begun = performance.now();
        if (!info.isLocal) {
          const waited = Date.now() - info.currentAttemptScheduledTimestampMs;
          wait.observe({ activity }, Math.max(0, waited / 1000));
        }
        const about = () => ({
          ...batchOf(input.args[0]),
          activity,
          attempt: info.attempt,
          seconds: Math.round(performance.now() - begun) / 1000,
        });
        const end = (outcome: 'ok' | 'failed' | 'cancelled') =>
          duration.observe({ activity, outcome }, (performance.now() - begun) / 1000);
        try {
          const result = await next(input);
          end('ok');
          if (logged.has(activity)) logger.info({ ...about(), ...figuresOf(result) }, 'activity done');
          return result;
        } catch (error) {
          const cancelled = error instanceof CancelledFailure;
          end(cancelled ? 'cancelled' : 'failed');
          if (cancelled) logger.info(about(), 'activity cancelled');
          else logger.warn({ ...about(), err: error }, 'activity failed');
          throw error;
        }
      },
    },
  });
}

/** The first argument of the activities of a batch names it. */
function batchOf(input: unknown): { batch_id?: string; run?: number; first_file?: number; files?: number } {
  if (typeof input !== 'object' || input === null || !('batchId' in input)) return {};
  const { batchId, run, offset, limit } = input as Record<string, unknown>;
  return {
    batch_id: String(batchId),
    ...(typeof run === 'number' && { run }),
    ...(typeof offset === 'number' && { first_file: offset + 1 }),
    ...(typeof limit === 'number' && { files: limit }),
  };
}

/** What a chunk of files came to. */
function figuresOf(result: unknown): { failed?: number; reused?: number } {
  if (typeof result !== 'object' || result === null) return {};
  const { failed, reused } = result as Record<string, unknown>;
  return {
    ...(typeof failed === 'number' && { failed }),
    ...(typeof reused === 'number' && { reused }),
  };
}
