import type { Logger } from 'pino';
import type { BatchStore } from '../../stores/postgres/batches.ts';

/** Even where batches are abandoned after days. */
const longestMs = 60_000;

/**
 * Notes at a batch that bytes come in, several times within the time after which it would be given up. A file of hours
 * has no row until it is whole.
 */
export function createUploadActivity(
  batches: Pick<BatchStore, 'noteActivity'>,
  abandonSeconds: number,
  logger: Logger,
) {
  const everyMs = Math.min(longestMs, (abandonSeconds * 1000) / 5);

  /** For one upload: to be called with each chunk. */
  return (batchId: string): (() => void) => {
    let due = Date.now() + everyMs;
    return () => {
      if (Date.now() < due) return;
      due = Date.now() + everyMs;
      batches.noteActivity(batchId).catch((error: unknown) => {
        logger.debug({ err: error, batch_id: batchId }, 'the activity of an upload could not be noted');
      });
    };
  };
}
