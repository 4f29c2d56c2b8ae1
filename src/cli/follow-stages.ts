import type { ProgressBody } from '../api/batches/progress-schema.ts';
import type { ArgusClient } from '../client/client.ts';
import { watchBatch } from '../client/watch-batch.ts';
import { isTerminal } from '../domain/batch-status.ts';
import { ofCommandLine } from './language.ts';
import type { StageView } from './stage-view.ts';

/** Without progress for so long a person wonders; stages of usual batches are shorter, or show progress. */
const quietMs = 4_000;

type Client = Pick<ArgusClient, 'getProgress' | 'followBatch' | 'getWhy'>;

/** Shows the stages of a batch until its run is over, and while nothing moves what it waits for. Returns the last progress. */
export async function followStages(client: Client, batchId: string, view: StageView): Promise<ProgressBody> {
  let seen = '';
  let said: string | undefined;
  let over = false;
  let timer: NodeJS.Timeout | undefined;

  async function sayWhy(): Promise<void> {
    // An API that does not answer is said by the watch itself.
    const why = await client.getWhy(batchId).catch(() => undefined);
    if (over) return;
    if (why && !isTerminal(why.status) && why.sentence !== said) {
      said = why.sentence;
      view.note(ofCommandLine(why.sentence));
    }
    timer = setTimeout(sayWhy, quietMs);
  }

  function moved(progress: ProgressBody): void {
    view.batch(progress);
    const now = `${progress.run} ${progress.status} ${progress.processed_files}`;
    if (now === seen) return;
    seen = now;
    clearTimeout(timer);
    timer = setTimeout(sayWhy, quietMs);
  }

  try {
    const last = await watchBatch(client, batchId, {
      onChange: moved,
      onRetry: (error, pauseMs) => view.pause({ error, pauseMs }),
    });
    view.end();
    return last;
  } finally {
    over = true;
    clearTimeout(timer);
  }
}
