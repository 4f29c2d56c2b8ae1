import { appendFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { runCampaign } from './campaign.ts';
import { coverageTable } from './coverage.ts';

const number = (text: string) => Number(text);

const command = new Command('npm run chaos --')
  .description('Breaks Argus on servers of its own, by plan, and checks that nothing was lost.')
  .option('--seed <number>', 'which plan; the same seed gives the same faults', number, 1)
  .option('--seconds <number>', 'how long faults go on', number, 60)
  .option('--vehicles <number>', 'vehicles that upload meanwhile', number, 8)
  .option('--processes <number>', 'processes of each role', number, 2)
  .option('--map', 'print which fault or test each row of the table of faults maps to, and nothing else')
  .parse();
const { seed, seconds, vehicles, processes, map } = command.opts();
const printLine = (line: string) => process.stdout.write(`${line}\n`);

// Children and servers end with this process, for whatever reason it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

if (map) printLine(coverageTable());
else {
  const dir = await mkdtemp(join(tmpdir(), 'argus-chaos-'));
  // PostgreSQL, which root runs as another user, needs access to its data.
  await chmod(dir, 0o711);
  const logFolder = await mkdtemp(join(tmpdir(), 'argus-chaos-logs-'));
  printLine(`logs: ${logFolder}`);
  const printAndKeep = (line: string) => {
    printLine(line);
    appendFileSync(join(logFolder, 'run.log'), `${line}\n`);
  };
  const { violations, figures } = await runCampaign({
    seed,
    seconds,
    vehicles,
    perRole: processes,
    dir,
    logFolder,
    printLine: printAndKeep,
  });
  printAndKeep(
    Object.entries(figures)
      .map(([name, count]) => `${count} ${name}`)
      .join(', '),
  );
  for (const violation of violations) printAndKeep(`VIOLATION  ${violation}`);
  printLine(
    violations.length === 0
      ? `seed ${seed}: nothing lost, nothing stuck`
      : `seed ${seed}: ${violations.length} violations`,
  );
  if (violations.length === 0) await rm(logFolder, { recursive: true });
  else printLine(`logs of this run: ${logFolder}`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
