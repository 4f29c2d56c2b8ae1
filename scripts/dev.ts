import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { stackEnvironment } from '../stack/endpoints.ts';
import { progressPrinter } from '../stack/progress.ts';
import { StackError } from '../stack/server.ts';
import { startStack } from '../stack/start-stack.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * With this variable Node's watch mode posts the imports of every thread to its parent, where Temporal's SDK takes
 * them for requests of its workflow threads and fails. The folder is watched instead.
 */
const withoutImportReports = 'data:text/javascript,delete process.env.WATCH_REPORT_DEPENDENCIES';

/**
 * Runs the servers, Argus with a restart when its sources change, and the console under Vite, which updates the open
 * page.
 */
async function dev(): Promise<void> {
  const stack = await startStack({ onProgress: progressPrinter() });
  const url = `http://127.0.0.1:${process.env.SERVER_PORT ?? 8080}`;
  const environment = { ...process.env, ...stackEnvironment(stack.endpoints), ARGUS_URL: url };
  const run = (args: string[], options: SpawnOptions): ChildProcess =>
    spawn(process.execPath, args, { cwd: root, env: environment, ...options });
  const vite = ['node_modules/vite/bin/vite.js', 'console', '--clearScreen', 'false'];
  const argus = [
    '--watch-path=src',
    '--watch-preserve-output',
    '--import',
    withoutImportReports,
    'src/workers/all-in-one.ts',
  ];
  const children = [
    run(vite, { stdio: 'inherit' }),
    // In a process group of its own: a terminal sends Ctrl-C to all of a group, and Node's watch mode passes it on too.
    run(argus, { stdio: ['ignore', 'inherit', 'inherit'], detached: true }),
  ];
  process.stderr.write(
    `API: ${url}   Temporal Web UI: ${stack.endpoints.temporalUiUrl}   Console: where Vite says below\n` +
      'The servers stay up after Ctrl-C; stop them with: npm run stack -- down\n',
  );
  stopOnce(children);
  await Promise.all(children.map((child) => once(child, 'exit')));
}

/** By the first signal alone: npm and the terminal each send Ctrl-C, and Argus ends at once when it gets a second. */
function stopOnce(children: readonly ChildProcess[]): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    for (const child of children) child.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

try {
  await dev();
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
