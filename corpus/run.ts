import { printTable } from '../src/cli/print-table.ts';
import { filesByChecksum } from './files-by-checksum.ts';
import { judgeRecording } from './judge-recording.ts';
import { halfOf } from './label.ts';
import { readOptions } from './options.ts';
import { readLists } from './read-lists.ts';
import type { Judged } from './score.ts';
import { mistakeLines, ruleTable, scoreTable } from './tables.ts';
import { writeCounts } from './write-counts.ts';

/** Judges what is in the folder, and prints how right the diagnosis was; fails only if nothing could be judged. */
const { folder, half, kinds, files: listsFiles, write } = readOptions();
const files = await filesByChecksum(folder);
const labels = (await readLists()).filter(
  (label) =>
    (half === undefined || halfOf(label) === half) && (kinds.length === 0 || kinds.includes(label.kind)),
);
const judged: Judged[] = [];
for (const label of labels) {
  const one = await judgeRecording(label, files);
  if (one) judged.push(one);
}
process.stderr.write(`${judged.length} of ${labels.length} recordings of the lists are in ${folder}.\n`);
if (judged.length === 0) process.exitCode = 1;
if (listsFiles) process.stdout.write(`${mistakeLines(judged).join('\n')}\n\n`);
for (const { head, rows } of [scoreTable(judged), ruleTable(judged)]) {
  printTable(head, rows);
  process.stdout.write('\n');
}
if (write) {
  const written = await writeCounts(judged);
  process.stderr.write(
    `Counts written of ${written.length === 0 ? 'no set' : written.join(', ')}; now run "npm run docs".\n`,
  );
}
