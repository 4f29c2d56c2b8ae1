import { StackError } from '../stack/server.ts';
import { figures } from './figures.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { printResults, type Result, writeResults } from './results.ts';
import { startSystem } from './system.ts';

/** Progress goes to stderr, the table to stdout. Fails only if something could not be measured. */
async function run(): Promise<void> {
  const { names, quick, json, against, sizes } = readOptions(figures.map(({ name }) => name));
  const printLine = (line: string) => process.stderr.write(`${line}\n`);
  const machine = describeMachine();
  const startedAt = new Date();
  const system = await startSystem();
  const results: Result[] = [];
  try {
    for (const { name, title, measure } of figures) {
      if (names.length > 0 && !names.includes(name)) continue;
      printLine(`\n${name}: ${title}`);
      try {
        const measured = await measure({
          system,
          quick,
          against,
          sizes,
          printLine: (line) => printLine(`  ${line}`),
        });
        results.push({ name, title, measured });
      } catch (error) {
        process.exitCode = 1;
        printLine(`  could not be measured: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  } finally {
    await system.close();
  }
  const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
  await writeResults(json, { started_at: startedAt.toISOString(), seconds, quick, machine }, results);
  printLine('');
  printResults(results);
  printLine(`\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; ${seconds} s. Numbers: ${json}`);
  if (quick) printLine('Quick sizes: these numbers show that it runs, not how fast.');
}

// Children and servers end with this process, for whatever reason it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  await run();
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
