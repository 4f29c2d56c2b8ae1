import { setTimeout as delay } from 'node:timers/promises';
import { styleText } from 'node:util';
import { sampleVin } from '../samples/can/car-traffic.ts';
import { createStageView } from '../src/cli/stage-view.ts';
import { createClient } from '../src/client/client.ts';
import { brief } from '../src/client/retry.ts';
import { uploadFiles } from '../src/client/upload/upload-files.ts';
import { watchBatch } from '../src/client/watch-batch.ts';
import { renderTextReport } from '../src/report/terminal/text-report.ts';
import type { EventListener } from './event-listener.ts';

/** Events of the last step may arrive after the report: a batch does not wait for the relay. */
const eventsWithinMs = 5_000;

interface DemoBatch {
  /** Address of Argus. */
  url: string;
  files: string[];
  synthetic: boolean;
  /** Where progress for people is written. */
  out: NodeJS.WriteStream;
  /** Whether the report is also written to standard output, as JSON. */
  json: boolean;
}

/** Takes files through a running Argus and prints the report and the events. */
export async function demoBatch(
  { url, files, synthetic, out, json }: DemoBatch,
  listener: EventListener,
): Promise<{ batchId: string; done: boolean }> {
  const printLine = (line = '') => out.write(`${line}\n`);
  printLine(
    `\n${styleText('bold', 'Batch')}  ${files.length} files${synthetic ? ' of a synthetic drive' : ''}`,
  );
  const client = createClient({ server: url, retries: brief });
  const { batch_id } = await client.createBatch({ vehicle_id: 'demo-vehicle-1', vin: sampleVin });
  printLine(`  ${url}/batches/${batch_id}`);
  const view = createStageView(out);
  await uploadFiles(client, batch_id, files, view.upload);
  await client.completeBatch(batch_id);
  const last = await watchBatch(client, batch_id, { onChange: view.batch });
  view.end();

  const done = last.status === 'completed';
  if (done) {
    const report = await client.getReport(batch_id);
    const width = Math.min(out.columns ?? 100, 120);
    printLine(`\n${renderTextReport(report, { color: out.isTTY === true, width })}`);
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    printLine(`\n${styleText('red', 'The batch failed:')} ${last.failure_message ?? ''}`);
  }
  await showEvents(listener, batch_id, last.status, printLine);
  return { batchId: batch_id, done };
}

async function showEvents(
  listener: EventListener,
  batchId: string,
  status: string,
  printLine: (line: string) => void,
): Promise<void> {
  const complete = () => listener.of(batchId).some(({ new_status }) => new_status === status);
  const awaited = () => !complete() && listener.failure() === undefined;
  for (const deadline = Date.now() + eventsWithinMs; awaited() && Date.now() < deadline; ) await delay(50);
  const events = listener.of(batchId);
  printLine(
    `\n${styleText('bold', 'Kafka')}  a consumer of ${listener.topic} received ${events.length} events of this batch${complete() ? '' : missingEvents(listener)}`,
  );
  const runs: { text: string; count: number }[] = [];
  for (const event of events) {
    const text =
      event.event_type === 'StatusChanged'
        ? `StatusChanged ${event.old_status} → ${event.new_status}`
        : event.event_type;
    const last = runs.at(-1);
    if (last?.text === text) last.count += 1;
    else runs.push({ text, count: 1 });
  }
  for (const { text, count } of runs) printLine(`  ${text}${count > 1 ? ` × ${count}` : ''}`);
}

/** Events wait in PostgreSQL until they are in Kafka, and there for their consumers: none is lost. */
function missingEvents(listener: EventListener): string {
  const failure = listener.failure();
  if (failure) return `, and ended: ${failure}`;
  return ` within ${eventsWithinMs / 1000} s of its report; the rest is on its way`;
}
