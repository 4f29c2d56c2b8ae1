import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { styleText } from 'node:util';
import { Command } from 'commander';
import { writeDrive } from '../samples/write-drive.ts';
import { filesUnder } from '../src/cli/files-under.ts';
import { createApiClient } from '../src/cli/http-client.ts';
import { createStageView } from '../src/cli/stage-view.ts';
import { uploadFiles } from '../src/cli/upload.ts';
import { watchBatch } from '../src/cli/watch.ts';
import type { Report } from '../src/report/report-schema.ts';
import { renderTextReport } from '../src/report/text-report.ts';
import { stackEnvironment } from '../stack/endpoints.ts';
import { progressPrinter } from '../stack/progress.ts';
import { coreServers, StackError } from '../stack/server.ts';
import { defaultStackDir } from '../stack/stack-folder.ts';
import { openStack, startStack } from '../stack/start-stack.ts';
import { StartError, startArgusProcess } from './argus-process.ts';
import { buildConsole } from './console-build.ts';
import { type EventListener, listenForEvents } from './event-listener.ts';

const topic = 'batch-events';
/** Events of the last step arrive after the report: the relay is not in the way of a batch. */
const eventsWithinMs = 5_000;

interface Options {
  exit?: boolean;
  json?: boolean;
}

/** `--json` keeps standard output for the report; everything people read goes to standard error then. */
async function demo(paths: string[], options: Options): Promise<number> {
  const out = options.json ? process.stderr : process.stdout;
  const say = (line = '') => out.write(`${line}\n`);
  const closing: (() => Promise<unknown>)[] = [];
  const closeAll = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });

  const run = async (): Promise<number> => {
    say(styleText('bold', 'Servers'));
    const wasUp = coreServers.some((name) => openStack().servers[name].pid() !== undefined);
    const [stack] = await Promise.all([
      startStack({ onProgress: progressPrinter(out), ...(wasUp ? {} : { untilExit: 'stop' }) }),
      buildConsole(),
    ]);
    if (!wasUp) closing.push(() => stack.stop());

    const argus = await startArgusProcess(
      { ...stackEnvironment(stack.endpoints), KAFKA_TOPIC: topic },
      Number(process.env.SERVER_PORT ?? 8080),
      join(defaultStackDir, 'argus.log'),
    );
    closing.push(() => argus.stop());
    say(`  ${'argus'.padEnd(14)} ${argus.url.replace('http://', '')}  log: ${argus.logFile}`);

    const listener = await listenForEvents(stack.endpoints.kafkaBrokers, topic);
    closing.push(() => listener.close());

    const files = paths.length > 0 ? await filesUnder(paths) : await syntheticDrive(closing);
    say(
      `\n${styleText('bold', 'Batch')}  ${files.length} files${paths.length === 0 ? ' of a synthetic drive' : ''}`,
    );
    const client = createApiClient(argus.url);
    const { batch_id } = await client.post<{ batch_id: string }>('/api/v1/batches', {
      vehicle_id: 'demo-vehicle-1',
      vin: 'WVWZZZ1JZ3W386752',
    });
    say(`  ${argus.url}/batches/${batch_id}`);
    const view = createStageView(out);
    await uploadFiles(client, batch_id, files, view.upload);
    await client.post(`/api/v1/batches/${batch_id}/complete`);
    const last = await watchBatch(client, batch_id, view.batch);
    view.end();

    const done = last.status === 'completed';
    if (done) {
      const report = await client.get<Report>(`/api/v1/batches/${batch_id}/report`);
      say(
        `\n${renderTextReport(report, { color: out.isTTY === true, width: Math.min(out.columns ?? 100, 120) })}`,
      );
      if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    } else {
      say(`\n${styleText('red', 'The batch failed:')} ${last.failure_message ?? ''}`);
    }
    await showEvents(listener, batch_id, last.status, say);
    const batchPath = `${argus.url}/api/v1/batches/${batch_id}`;
    say(`\n${styleText('bold', 'Look at it')}`);
    say(`  Console          ${argus.url}/batches/${batch_id}`);
    say(`  Report           ${batchPath}/report`);
    say(`  API, to try out  ${argus.url}/docs`);
    say(`  Temporal Web UI  ${stack.endpoints.temporalUiUrl}/namespaces/default/workflows/batch-${batch_id}`);
    if (options.exit) return done ? 0 : 1;

    say(`\nServing until Ctrl-C.`);
    const code = await Promise.race([interrupted.then(() => 0), argus.ended]);
    if (code !== 0)
      throw new StartError(`Argus ended unexpectedly (exit code ${code}). Its log: ${argus.logFile}`);
    say('\nStopping.');
    return 0;
  };

  try {
    return await Promise.race([run(), interrupted.then(() => 130)]);
  } catch (error) {
    if (!(error instanceof StackError || error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await closeAll();
  }
}

async function syntheticDrive(closing: (() => Promise<unknown>)[]): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'argus-drive-'));
  closing.push(() => rm(dir, { recursive: true, force: true }));
  return writeDrive(dir, { buses: true });
}

async function showEvents(
  listener: EventListener,
  batchId: string,
  status: string,
  say: (line: string) => void,
): Promise<void> {
  const complete = () => listener.of(batchId).some(({ new_status }) => new_status === status);
  for (const deadline = Date.now() + eventsWithinMs; !complete() && Date.now() < deadline; ) await delay(50);
  const events = listener.of(batchId);
  say(
    `\n${styleText('bold', 'Kafka')}  a consumer of ${topic} received ${events.length} events of this batch`,
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
  for (const { text, count } of runs) say(`  ${text}${count > 1 ? ` × ${count}` : ''}`);
}

const program = new Command('demo')
  .description('Takes recordings through the whole of Argus on this machine, from the upload to the report.')
  .argument('[path...]', 'recording files, or folders of them; a synthetic drive where none is given')
  .option('--exit', 'end after the report; exit code 0 only when the batch is completed')
  .option('--json', 'print the report alone, as JSON, on standard output')
  .action(async (paths: string[], options: Options) => {
    process.exit(await demo(paths, options));
  });
await program.parseAsync();
