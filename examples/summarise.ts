import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { argv, stdout } from 'node:process';
import { fileSource, openDatabase, summariseFile, verdictFails } from 'argus/recordings';

/**
 * Summarises a recording without servers: `node summarise.ts RECORDING [DATABASE.dbc]`. Prints the verdict, the span, each
 * topic with its mean rate in hertz, and each metric in its own unit.
 */
const [recording, database] = argv.slice(2);
if (!recording) throw new Error('usage: summarise.ts RECORDING [DATABASE.dbc]');

const databases = database ? [openDatabase(basename(database), await readFile(database))] : [];
const summary = await summariseFile(await fileSource(recording), { databases });

const print = (line: string) => stdout.write(`${line}\n`);
print(`${basename(recording)}: ${summary.format}, ${summary.message_count} messages`);
print(`verdict: ${summary.verdict.code}${verdictFails(summary.verdict) ? ' (not usable)' : ''}`);
if (summary.span) print(`seconds: ${seconds(summary.span.start_ns, summary.span.end_ns).toFixed(1)}`);

for (const { name, message_count, first_ns, last_ns } of summary.topics) {
  const duration = seconds(first_ns, last_ns);
  const hertz = duration > 0 ? ((message_count - 1) / duration).toFixed(1) : '-';
  print(`topic ${name}: ${message_count} messages, ${hertz} Hz`);
}
for (const { name, source, unit, count, sum_milli } of summary.metrics) {
  print(
    `metric ${name} of ${source}: mean ${(sum_milli / count / 1000).toFixed(3)}${unit ? ` ${unit}` : ''}`,
  );
}

/** Times are nanoseconds as decimal strings, since JSON numbers cannot hold them. */
function seconds(from: string, to: string): number {
  return Number(BigInt(to) - BigInt(from)) / 1e9;
}
