import type { Logger } from 'pino';

export interface SweepDeps {
  objects: { abortStaleUploads(olderThanMs: number): Promise<number> };
  logger: Logger;
}

/** An unfinished multipart upload older than this belongs to nobody: an upload that still sends is younger. */
const staleUploadMs = 24 * 3600 * 1000;

/** Safe to repeat. */
export function createSweepActivities({ objects, logger }: SweepDeps) {
  return {
    async abortStaleUploads(): Promise<number> {
      try {
        return await objects.abortStaleUploads(staleUploadMs);
      } catch (error) {
        // A store that cannot list or abort them is to be kept clean by rules of its own; nothing else depends on it.
        logger.warn(
          { err: error },
          'unfinished uploads cannot be swept; set a lifecycle rule of the store for them',
        );
        return 0;
      }
    },
  };
}
