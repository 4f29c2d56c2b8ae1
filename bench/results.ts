import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { printTable } from '../src/cli/print-table.ts';
import { type Goal, type Measured, median, reaches } from './figure.ts';
import type { Machine } from './machine.ts';

export interface Result {
  name: string;
  title: string;
  measured: Measured;
}

const mark = (met: boolean) => (met ? '✓' : '✗ MISSED');

export function printResults(results: readonly Result[]): void {
  const rows = results.flatMap(({ title, measured }) => [mainRow(title, measured), ...checkRows(measured)]);
  printTable(['figure', 'Argus', 'reference', 'ratio (least to most)', 'goal', ''], rows);
}

function mainRow(title: string, { unit, ours, reference, ratios, goal }: Measured): string[] {
  const ratio = median(ratios);
  return [
    title,
    `${amount(ours)} ${unit}`,
    reference ? `${amount(reference.value)} ${unit} (${reference.what})` : '',
    ratios.length > 0
      ? `${ratio.toFixed(2)}× (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`
      : '',
    goal ? describeGoal(goal) : '',
    goal ? mark(reaches(goal, ratio)) : '',
  ];
}

function checkRows({ checks }: Measured): string[][] {
  return checks.map(({ what, found, wanted, met }) => [`  ${what}`, found, '', '', wanted, mark(met)]);
}

function describeGoal({ ratio, better }: Goal): string {
  return `${better === 'higher' ? '≥' : '≤'} ${ratio}×`;
}

function amount(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}

/** Numbers without rounding, in the units given beside them; times RFC 3339. */
export async function writeResults(
  file: string,
  run: { started_at: string; seconds: number; quick: boolean; machine: Machine },
  results: readonly Result[],
): Promise<void> {
  const figures = results.map(({ name, title, measured: { goal, ratios, ...measured } }) => {
    const ratio = ratios.length > 0 ? median(ratios) : undefined;
    const met = goal && ratio !== undefined ? reaches(goal, ratio) : undefined;
    return { name, title, ...measured, ratio, ratios, goal, met };
  });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...run, figures }, null, 2)}\n`);
}
