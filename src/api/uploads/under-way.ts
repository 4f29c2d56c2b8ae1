import type { FastifyRequest } from 'fastify';
import { ArgusError, type ErrorCode } from '../../domain/error.ts';
import type { ApiDeps } from '../deps.ts';
import { watchBody } from '../http/body-watch.ts';
import { httpStatus } from '../http/http-status.ts';

/** Beyond this a process is mostly busy switching; clients retry in a moment. */
const maxAtOnce = 1_000;

/** The client went away, or sent nothing any more. */
const cutShort = new Set<ErrorCode>([
  'upload_aborted',
  'timeout',
  'multipart_incomplete',
  'upload_interrupted',
]);

/** How a request that gave no file ended, for the metrics. */
function endOf(error: unknown): 'cut' | 'refused' | 'failed' {
  if (!(error instanceof ArgusError)) return 'failed';
  if (cutShort.has(error.code)) return 'cut';
  return httpStatus[error.code] < 500 ? 'refused' : 'failed';
}

/** Counts requests that send bytes, whatever their form, and watches that they do send. */
export function createUnderWay({ config, metrics }: Pick<ApiDeps, 'config' | 'metrics'>) {
  let underWay = 0;

  return {
    /** @param busy what is answered beyond the limit */
    async run<T>(
      { raw }: FastifyRequest,
      busy: Extract<ErrorCode, 'rate_limited' | 'upload_locked' | 'unavailable'>,
      work: (signal: AbortSignal) => Promise<T>,
    ): Promise<T> {
      if (underWay >= maxAtOnce) throw new ArgusError(busy, 'Too many uploads at once; try again shortly.');
      const watch = watchBody(raw, config.UPLOAD_IDLE_SECONDS);
      underWay += 1;
      metrics.uploads.set(underWay);
      try {
        return await work(watch.signal);
      } catch (error) {
        metrics.uploadFiles.inc({ outcome: endOf(error) });
        throw error;
      } finally {
        underWay -= 1;
        metrics.uploads.set(underWay);
        watch.stop();
      }
    },
  };
}

export type UnderWay = ReturnType<typeof createUnderWay>;
