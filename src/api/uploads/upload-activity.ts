import type { Logger } from 'pino';
import { ArgusError } from '../../domain/error.ts';
import type { BatchStore } from '../../stores/postgres/batches.ts';

/** Even where batches are abandoned after days. */
const longestMs = 60_000;

/**
 * Notes at a batch that bytes come in, several times within the time after which it would be given up. A file of hours
 * has no row until it is whole, and would otherwise be sent to its end when its batch has long been cancelled.
 * @param assertOpen throws `state` or `not_found` where the batch takes no more files
 */
export function createUploadActivity(
  batches: Pick<BatchStore, 'noteActivity'>,
  assertOpen: (batchId: string) => Promise<unknown>,
  abandonSeconds: number,
  logger: Logger,
) {
  const everyMs = Math.min(longestMs, (abandonSeconds * 1000) / 5);

  /** For one upload: to be called with each chunk. It throws once the batch is known to take no more files. */
  return (batchId: string): (() => void) => {
    let due = Date.now() + everyMs;
    let closed: ArgusError | undefined;

    async function note(): Promise<void> {
      try {
        if (!(await batches.noteActivity(batchId))) await assertOpen(batchId);
      } catch (error) {
        if (isClosed(error)) closed = error;
        else logger.debug({ err: error, batch_id: batchId }, 'the activity of an upload could not be noted');
      }
    }

    return () => {
      if (closed) throw closed;
      if (Date.now() < due) return;
      due = Date.now() + everyMs;
      void note();
    };
  };
}

function isClosed(error: unknown): error is ArgusError {
  return error instanceof ArgusError && (error.code === 'state' || error.code === 'not_found');
}
