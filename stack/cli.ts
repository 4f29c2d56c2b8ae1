import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Argument, Command } from 'commander';
import { stackEnvironment } from './endpoints.ts';
import { withFileLock } from './file-lock.ts';
import { progressPrinter } from './progress.ts';
import { coreServers, type ServerName, StackError, serverNames } from './server.ts';
import { defaultStackDir, stackFolder } from './stack-folder.ts';
import { openStack, startStack } from './start-stack.ts';
import { statusTable } from './status-table.ts';

interface Options {
  readonly dir: string;
  readonly quiet?: boolean;
  readonly remove?: boolean;
  readonly follow?: boolean;
}

const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function up(names: ServerName[], { dir }: Options): Promise<void> {
  const started = performance.now();
  const only = names.length > 0 ? names : coreServers;
  const stack = await startStack({ dir, only, onProgress: progressPrinter() });
  printLine(`\nUp after ${((performance.now() - started) / 1000).toFixed(1)} s. Data and logs: ${stack.dir}`);
  if (only.includes('temporal')) printLine(`Temporal Web UI: ${stack.endpoints.temporalUiUrl}`);
  printLine('Stop it with: npm run stack -- down');
}

/** Holds the lock, so that it does not stop a stack that another process is starting. */
function locked<T>(dir: string, work: () => Promise<T>): Promise<T> {
  return withFileLock(stackFolder(dir).lock, work, () =>
    printLine('Waiting for another run that works on this stack …'),
  );
}

async function down(names: ServerName[], { dir, quiet, remove }: Options): Promise<void> {
  if (remove && names.length > 0)
    throw new StackError('--remove deletes the data of all servers: name none.');
  // The folder may already be deleted, and is not created again for this.
  if (!existsSync(dir)) return;
  await locked(dir, async () => {
    const { servers, stop, reset } = openStack(dir);
    const wanted = names.length > 0 ? names : serverNames;
    const running = wanted.filter((name) => servers[name].pid() !== undefined);
    if (names.length > 0) await Promise.all(names.map((name) => servers[name].stop()));
    else await (remove ? reset() : stop());
    if (!quiet) printLine(running.length > 0 ? `Stopped: ${running.join(', ')}.` : 'Nothing was running.');
  });
}

async function reset({ dir }: Options): Promise<void> {
  await locked(dir, () => openStack(dir).reset());
  printLine('Stopped, and all data and logs deleted. The built servers stay in the cache.');
}

function logs(names: ServerName[], { dir, follow }: Options): void {
  const { servers } = openStack(dir);
  const files = (names.length > 0 ? names : serverNames)
    .map((name) => servers[name].logFile)
    .filter(existsSync);
  if (files.length === 0) {
    printLine('There are no logs yet.');
    return;
  }
  const tail = spawn('tail', ['-n', names.length > 0 ? '200' : '20', ...(follow ? ['-F'] : []), ...files], {
    stdio: 'inherit',
  });
  tail.on('error', (error) => fail(new StackError(`cannot run tail: ${error.message}`)));
}

function printEnvironment({ dir }: Options): void {
  const entries = Object.entries(stackEnvironment(openStack(dir).endpoints));
  for (const [key, value] of entries) printLine(`export ${key}=${value}`);
}

function fail(error: unknown): void {
  process.exitCode = 1;
  if (!(error instanceof StackError)) throw error;
  process.stderr.write(`${error.message}\n`);
}

const program = new Command('stack').description('The local servers that Argus runs on.');
const command = (name: string, description: string) =>
  program.command(name).description(description).option('--dir <folder>', 'data and logs', defaultStackDir);
const serverList = () => new Argument('[server...]', 'which of them').choices(serverNames);

command('up', 'build what is missing, start what does not run').addArgument(serverList()).action(up);
command('down', 'stop them; the data stays')
  .addArgument(serverList())
  .option('--quiet', 'print nothing')
  .option('--remove', 'delete data and logs')
  .action(down);
command('status', 'what runs, where, and how much memory it takes').action(async ({ dir }: Options) =>
  printLine(await statusTable(openStack(dir))),
);
command('logs', 'the last lines of the logs')
  .addArgument(serverList())
  .option('-f, --follow', 'wait for more')
  .action(logs);
command('env', 'the environment variables for npm start, as shell lines').action(printEnvironment);
command('reset', 'stop them and delete all data').action(reset);

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
