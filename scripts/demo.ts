import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { Command } from '@commander-js/extra-typings';
import { writeDrive } from '../samples/write-drive.ts';
import { describeFailure, failureText } from '../src/cli/describe-failure.ts';
import { exitCodes } from '../src/cli/exit-codes.ts';
import { filesUnder, leftOutLines } from '../src/cli/files-under.ts';
import { stackEnvironment } from '../stack/endpoints.ts';
import { progressPrinter } from '../stack/progress.ts';
import { coreServers, StackError } from '../stack/server.ts';
import { defaultStackDir } from '../stack/stack-folder.ts';
import { openStack, startStack } from '../stack/start-stack.ts';
import { StartError, startArgusProcess } from './argus-process.ts';
import { buildConsole } from './console-build.ts';
import { demoBatch } from './demo-batch.ts';
import { listenForEvents } from './event-listener.ts';

const topic = 'batch-events';
/** Where the demo's servers are; there while it runs. */
const environmentFile = join(defaultStackDir, 'argus.env');

interface Options {
  exit?: true | undefined;
  json?: true | undefined;
}

/** `--json` reserves standard output for the report; everything for people then goes to standard error. */
async function demo(paths: string[], options: Options): Promise<number> {
  const out = options.json ? process.stderr : process.stdout;
  const printLine = (line = '') => out.write(`${line}\n`);
  const closing: (() => Promise<unknown>)[] = [];
  const closeAll = async () => {
    for (const close of closing.splice(0).reverse()) {
      // What follows has to be closed all the same: Argus, its servers, the file with their addresses.
      await close().catch((error: unknown) => {
        process.stderr.write(
          `demo: while closing: ${error instanceof Error ? error.message : String(error)}\n`,
        );
      });
    }
  };
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve).once('SIGHUP', resolve);
  });

  const run = async (): Promise<number> => {
    // Before anything starts, so that a wrong path is reported at once.
    const files = paths.length > 0 ? await recordingsIn(paths) : await syntheticDrive(closing);
    printLine(styleText('bold', 'Servers'));
    const wasRunning = coreServers.some((name) => openStack().servers[name].pid() !== undefined);
    const [stack] = await Promise.all([
      startStack({ onProgress: progressPrinter(out), ...(wasRunning ? {} : { untilExit: 'stop' }) }),
      buildConsole(),
    ]);
    if (!wasRunning) closing.push(() => stack.stop());

    const port = Number(process.env.SERVER_PORT ?? 8080);
    const environment = { ...stackEnvironment(stack.endpoints), KAFKA_TOPIC: topic, SERVER_PORT: `${port}` };
    closing.push(() => rm(environmentFile, { force: true }));
    await writeFile(environmentFile, environmentText(environment), { mode: 0o600 });
    const argus = await startArgusProcess(environment, port, join(defaultStackDir, 'argus.log'));
    closing.push(() => argus.stop());
    printLine(`  ${'argus'.padEnd(14)} ${argus.url.replace('http://', '')}  log: ${argus.logFile}`);

    const listener = await listenForEvents(stack.endpoints.kafkaBrokers, topic);
    closing.push(() => listener.close());

    const gone = argus.ended.then((how): never => {
      const rest = wasRunning ? '' : ' Its servers are stopped.';
      throw new StartError(`Argus ${how} while the demo ran.${rest} Its log says why: ${argus.logFile}`);
    });
    // It also ends while closing, when nobody waits for it any more.
    gone.catch(() => undefined);
    const work = demoBatch(
      { url: argus.url, files, synthetic: paths.length === 0, out, json: options.json ?? false },
      listener,
    );
    const { batchId, done } = await Promise.race([work, gone]);
    const batchPath = `${argus.url}/api/v1/batches/${batchId}`;
    printLine(`\n${styleText('bold', 'Look at it')}`);
    printLine(`  Console          ${argus.url}/batches/${batchId}`);
    printLine(`  Report           ${batchPath}/report`);
    printLine(`  API, to try out  ${argus.url}/docs`);
    printLine(
      `  Temporal Web UI  ${stack.endpoints.temporalUiUrl}/namespaces/default/workflows/batch-${batchId}`,
    );
    printLine(`  Its servers      ${doctorCommand()}`);
    if (options.exit) return done ? exitCodes.done.code : exitCodes.batchFailed.code;

    printLine(`\nServing until Ctrl-C.`);
    await Promise.race([interrupted, gone]);
    printLine('\nStopping.');
    return 0;
  };

  try {
    return await Promise.race([run(), interrupted.then(() => exitCodes.interrupted.code)]);
  } catch (error) {
    if (error instanceof StackError || error instanceof StartError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    const failure = describeFailure(error);
    process.stderr.write(failureText(failure).replace(/^argus: /, 'demo: '));
    return exitCodes[failure.ending].code;
  } finally {
    await closeAll();
  }
}

/** In the form of Node's `--env-file`. */
function environmentText(environment: Record<string, string>): string {
  return Object.entries(environment)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** The command line beside the demo would look for the servers at their usual addresses. */
function doctorCommand(): string {
  const main = fileURLToPath(new URL('../bin/argus.mjs', import.meta.url));
  const [file, program] = [environmentFile, main].map((path) => relative(process.cwd(), path));
  return `node --env-file=${file} ${program} doctor`;
}

async function recordingsIn(paths: string[]): Promise<string[]> {
  const { files, leftOut } = await filesUnder(paths);
  process.stderr.write(leftOutLines(leftOut));
  return files;
}

async function syntheticDrive(closing: (() => Promise<unknown>)[]): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'argus-drive-'));
  closing.push(() => rm(dir, { recursive: true, force: true }));
  return writeDrive(dir, { buses: true });
}

const program = new Command('demo')
  .description('Takes recordings through the whole of Argus on this machine, from the upload to the report.')
  .argument('[path...]', 'recording files, or folders of them; a synthetic drive where none is given')
  .option('--exit', 'end after the report; exit code 0 only when the batch is completed')
  .option('--json', 'print the report alone, as JSON, on standard output')
  .action(async (paths, options) => {
    process.exit(await demo(paths, options));
  });
await program.parseAsync();
