import type { Logger } from 'pino';
import type { SilentUploadStore } from '../stores/postgres/silent-uploads.ts';

export interface SweepDeps {
  objects: { abortStaleUploads(olderThanMs: number): Promise<number> };
  keptAnswers: { forgetOld(): Promise<number> };
  uploads: Pick<SilentUploadStore, 'warn'>;
  policy: { UPLOAD_ABANDON_HOURS: number };
  logger: Pick<Logger, 'warn'>;
}

/** An unfinished multipart upload to which nothing has come for this long belongs to nobody. */
const staleUploadMs = 24 * 3600 * 1000;

/** Of the time after which a silent upload is given up: what is left of it is for somebody to do something. */
const warnAfter = 0.75;
/** Uploads that one sweep warns of. */
const mostWarnings = 500;

/** Safe to repeat. */
export function createSweepActivities({ objects, keptAnswers, uploads, policy, logger }: SweepDeps) {
  return {
    /** Answers kept for requests with an Idempotency-Key. */
    forgetOldAnswers: (): Promise<number> => keptAnswers.forgetOld(),

    /** An event for each upload that will be given up soon, if nothing comes. */
    warnOfSilence: (): Promise<number> => {
      const abandonSeconds = policy.UPLOAD_ABANDON_HOURS * 3600;
      return uploads.warn({ silentSeconds: abandonSeconds * warnAfter, abandonSeconds }, mostWarnings);
    },

    async abortStaleUploads(): Promise<number> {
      try {
        return await objects.abortStaleUploads(staleUploadMs);
      } catch (error) {
        // A store that cannot list or abort them has to be kept clean by a rule of its own; nothing else depends on it.
        logger.warn(
          { err: error },
          'unfinished uploads cannot be swept; set a lifecycle rule of the store for them',
        );
        return 0;
      }
    },
  };
}
