import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { publicRecordings, type RuleCounts } from '../src/diagnosis/public-recordings.ts';
import type { Label } from './label.ts';
import { readList } from './read-lists.ts';
import { type Judged, scoreByRule } from './score.ts';
import { type SetName, sets } from './sets.ts';

const path = fileURLToPath(new URL('../src/diagnosis/public-recordings.ts', import.meta.url));
const begin = 'export const publicRecordings = {\n';

type Counts = Readonly<Record<string, RuleCounts>>;

/**
 * Writes what each rule found into the program, for the sets of which every recording was judged; the others keep their counts.
 * Returns their names.
 */
export async function writeCounts(judged: readonly Judged[]): Promise<SetName[]> {
  const bySha = new Map(judged.map((one) => [one.label.sha256, one]));
  const written: SetName[] = [];
  const present: Partial<Record<SetName, Counts>> = publicRecordings;
  const blocks: string[] = [];
  for (const [name, { lists, about }] of Object.entries(sets) as [SetName, (typeof sets)[SetName]][]) {
    const labels = (await Promise.all(lists.map(readList))).flat();
    const ofSet = labels.flatMap(({ sha256 }: Label) => bySha.get(sha256) ?? []);
    const isWhole = ofSet.length === labels.length;
    if (isWhole) written.push(name);
    const counts = isWhole ? countsOf(ofSet) : present[name];
    const files = lists.map((list) => `corpus/lists/${list}.jsonl`).join(', ');
    if (counts)
      blocks.push(`  /** ${labels.length} recordings of ${about} (${files}). */\n${blockOf(name, counts)}`);
  }
  const text = await readFile(path, 'utf8');
  const head = text.slice(0, text.indexOf(begin) + begin.length);
  const tail = text.slice(text.indexOf('} as const satisfies'));
  await writeFile(path, `${head}${blocks.join('')}${tail}`);
  return written;
}

function countsOf(judged: readonly Judged[]): Counts {
  const rules = [...scoreByRule(judged)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    rules.map(([rule, { right, wrong, right_in, wrong_in }]) => [rule, [right, wrong, right_in, wrong_in]]),
  );
}

function blockOf(name: string, counts: Counts): string {
  const rows = Object.entries(counts).map(([rule, figures]) => {
    const key = /^[a-z]\w*$/.test(rule) ? rule : `'${rule}'`;
    return `    ${key}: [${figures.join(', ')}],\n`;
  });
  return `  ${name}: {\n${rows.join('')}  },\n`;
}
