import { Context } from '@temporalio/activity';
import type { Aggregate } from '../diagnosis/aggregate.ts';
import { createAggregator } from '../diagnosis/aggregator.ts';
import type { SummaryStore } from '../stores/postgres/summaries.ts';

/** A heartbeat is a request to the server, so not one per file. */
const filesPerBeat = 100;

/** Folds the summaries of all files of a batch into one aggregate. Runs inside an activity. */
export async function foldBatch(
  summaries: Pick<SummaryStore, 'ofBatch'>,
  batchId: string,
): Promise<Aggregate> {
  const aggregator = createAggregator();
  let folded = 0;
  for await (const file of summaries.ofBatch(batchId)) {
    aggregator.add(file);
    folded += 1;
    if (folded % filesPerBeat === 0) Context.current().heartbeat({ folded });
  }
  return aggregator.finish();
}
