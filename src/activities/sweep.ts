import type { Logger } from 'pino';
import type { Batch } from '../domain/batch.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';

export interface SweepDeps {
  batches: BatchStore;
  orchestrator: {
    /** Resolves to false when no worker answers. */
    deliverComplete(batch: Batch): Promise<boolean>;
    start(batch: Batch): Promise<boolean>;
  };
  objects: { abortStaleUploads(olderThanMs: number): Promise<number> };
  abandonSeconds: number;
  logger: Logger;
}

/** Leaves alone a `complete` that is being delivered right now. */
const undeliveredSeconds = 20;
/** An unfinished multipart upload older than this is orphaned: an active upload is younger. */
const staleUploadMs = 24 * 3600 * 1000;
/** Per sweep; the next one takes the rest. */
const most = 200;

/** Each repairs what a crashed process left behind; each is idempotent. */
export function createSweepActivities({ batches, orchestrator, objects, abandonSeconds, logger }: SweepDeps) {
  return {
    /** Batches whose row says `uploaded` but whose workflow was never notified. */
    async deliverCompletions(): Promise<number> {
      let delivered = 0;
      for (const batch of await batches.quiet('uploaded', undeliveredSeconds, most)) {
        if (await orchestrator.deliverComplete(batch)) delivered += 1;
      }
      if (delivered > 0) logger.warn({ delivered }, 'completions delivered late');
      return delivered;
    },

    /** Batches created while Temporal was unavailable have no workflow, hence no abandon timer. */
    async giveUpAbandoned(): Promise<number> {
      const quiet = await batches.quiet('pending', abandonSeconds, most);
      for (const batch of quiet) await orchestrator.start(batch);
      return quiet.length;
    },

    async abortStaleUploads(): Promise<number> {
      return objects.abortStaleUploads(staleUploadMs);
    },
  };
}
