import type { Logger } from 'pino';
import { v4 as uuidv4 } from 'uuid';
import type { DiscardUpload } from '../stores/discard-upload.ts';
import type { ObjectStore } from '../stores/objects.ts';
import type { SilentUploadStore } from '../stores/postgres/silent-uploads.ts';
import type { UploadStore } from '../stores/postgres/uploads.ts';

export interface SweepDeps {
  objects: Pick<ObjectStore, 'abortStaleUploads'>;
  uploads: Pick<UploadStore, 'abandoned' | 'forgetFinished' | 'known' | 'take'>;
  discardUpload: DiscardUpload;
  keptAnswers: { forgetOld(): Promise<number> };
  silentUploads: Pick<SilentUploadStore, 'warn'>;
  alerts: { forgetOld(): Promise<number> };
  /** Hours without activity after which an upload is given up. */
  abandonHours: number;
  logger: Pick<Logger, 'warn'>;
}

/** An unfinished multipart upload that has received nothing for this long is abandoned. */
const staleUploadMs = 24 * 3600 * 1000;

/** Of one sweep; what is left is for the next. */
const most = { abandoned: 100, finished: 5_000 };
/** Share of the time after which a silent upload is given up, after which there is a warning. */
const warnAfter = 0.75;
/** Uploads that one sweep warns of. */
const mostWarnings = 500;

/** Safe to repeat. */
export function createSweepActivities({
  objects,
  uploads,
  discardUpload,
  silentUploads,
  keptAnswers,
  alerts,
  abandonHours,
  logger,
}: SweepDeps) {
  return {
    /** Answers kept for requests with an Idempotency-Key, and what subscriptions were told of findings. */
    async forgetOldAnswers(): Promise<number> {
      return (await keptAnswers.forgetOld()) + (await alerts.forgetOld());
    },

    /** An event for each upload that will be given up soon, if nothing comes. */
    warnOfSilence: (): Promise<number> => {
      const abandonSeconds = abandonHours * 3600;
      return silentUploads.warn({ silentSeconds: abandonSeconds * warnAfter, abandonSeconds }, mostWarnings);
    },

    /**
     * Uploads of which nothing was heard for so long, or whose batch takes no more files: their parts and rows go. Finished ones
     * are recordings: their rows alone are forgotten, in time.
     * @returns how many were given up.
     */
    async expireUploads(): Promise<number> {
      let gone = 0;
      for (const { batch_id, id } of await uploads.abandoned(abandonHours, most.abandoned)) {
        const holder = uuidv4();
        // It may have been taken up again since.
        const upload = await uploads.take(batch_id, id, holder);
        if (upload && (await discardUpload(upload, holder))) gone += 1;
      }
      await uploads.forgetFinished(most.finished);
      return gone;
    },

    /** Multipart uploads that no row knows: of forms, whose process died. */
    async abortStaleUploads(): Promise<number> {
      try {
        return await objects.abortStaleUploads(staleUploadMs, '', uploads.known);
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
