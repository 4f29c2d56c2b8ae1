import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Argument, Command, Option } from 'commander';
import { describeMachine } from '../machine.ts';
import { printResults, type Result, writeResults } from '../results.ts';
import { compare } from './compare.ts';
import { comparisons } from './comparisons.ts';

const json = fileURLToPath(new URL('../../.stack/bench-readers.json', import.meta.url));

const command = new Command('npm run bench:readers --')
  .description(
    'Compares the readers with native ones over the same files, without servers, by processor time.',
  )
  .addArgument(new Argument('[format...]', 'which of them').choices(comparisons.map(({ name }) => name)))
  .addOption(new Option('--quick', 'a tenth of the size and two rounds: shows that it runs, not how fast'))
  .addOption(new Option('--keep <dir>', 'where the recordings are kept, and taken from in the next run'))
  .parse();
const { quick = false, keep } = command.opts<{ quick?: boolean; keep?: string }>();

const printLine = (line: string) => process.stderr.write(`${line}\n`);
const startedAt = new Date();
const machine = describeMachine();
const dir = keep ?? (await mkdtemp(join(tmpdir(), 'argus-readers-')));
const results: Result[] = [];
try {
  for (const comparison of comparisons) {
    const { name, title, file, anchors, make } = comparison;
    if (command.args.length > 0 && !command.args.includes(name)) continue;
    const path = join(dir, file);
    await mkdir(dir, { recursive: true });
    if (!existsSync(path)) await writeFile(path, make(quick ? 0.1 : 1));
    const megabytes = (await stat(path)).size / 1e6;
    for (const anchor of anchors) {
      const measured = await compare(comparison, anchor, { path, megabytes }, quick ? 2 : 7);
      if (measured) {
        const { ours, reference } = measured;
        printLine(`${name}: ${ours.toFixed(1)} against ${reference?.value.toFixed(1)} (${anchor.reader})`);
        results.push({ name, title: `${title}, ${megabytes.toFixed(0)} MB`, measured });
      } else
        printLine(`${name}: ${anchor.reader} is missing (cargo; BENCH_PYTHON): nothing to hold it against`);
    }
    if (keep === undefined) await rm(path);
  }
} finally {
  if (keep === undefined) await rm(dir, { recursive: true, force: true });
}
const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
await writeResults(json, { started_at: startedAt.toISOString(), seconds, quick, machine }, results);
printResults(results);
printLine(`\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; ${seconds} s. Numbers: ${json}`);
