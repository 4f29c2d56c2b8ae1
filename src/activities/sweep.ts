import type { Logger } from 'pino';

export interface SweepDeps {
  objects: { abortStaleUploads(olderThanMs: number): Promise<number> };
  keptAnswers: { forgetOld(): Promise<number> };
  alerts: { forgetOld(): Promise<number> };
  logger: Pick<Logger, 'warn'>;
}

/** An unfinished multipart upload that has received nothing for this long is abandoned. */
const staleUploadMs = 24 * 3600 * 1000;

/** Safe to repeat. */
export function createSweepActivities({ objects, keptAnswers, alerts, logger }: SweepDeps) {
  return {
    /** Answers kept for requests with an Idempotency-Key, and what subscriptions were told of findings. */
    async forgetOldAnswers(): Promise<number> {
      return (await keptAnswers.forgetOld()) + (await alerts.forgetOld());
    },

    async abortStaleUploads(): Promise<number> {
      try {
        return await objects.abortStaleUploads(staleUploadMs);
      } catch (error) {
        // A store that cannot list or abort them needs a lifecycle rule of its own; nothing else depends on it.
        logger.warn(
          { err: error },
          'unfinished uploads cannot be swept; set a lifecycle rule of the store for them',
        );
        return 0;
      }
    },
  };
}
