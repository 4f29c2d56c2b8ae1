import { readFile, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { type ChartValue, chartValues } from './values-table.ts';

export const chart = new URL('../../deploy/helm/argus/', import.meta.url);

const begin = '<!-- made from scripts/helm/values-table.ts by npm run docs -->';
const end = '<!-- end -->';

/** The text of `values.yaml`. */
export function valuesYaml(): string {
  const lines = ['# Made from scripts/helm/values-table.ts by npm run docs.'];
  let open: string[] = [];
  for (const { path, value, help } of chartValues) {
    const parts = path.split('.');
    const shared = parts.findIndex((part, index) => part !== open[index]);
    for (const [index, part] of parts.slice(shared, -1).entries())
      lines.push(`${indent(shared + index)}${part}:`);
    lines.push(`${indent(parts.length - 1)}# ${help}`, ...valueLines(parts, value));
    open = parts.slice(0, -1);
  }
  return `${lines.join('\n')}\n`;
}

function valueLines(parts: string[], value: ChartValue['value']): string[] {
  const text = stringify({ [parts.at(-1) as string]: value }, { collectionStyle: 'any', lineWidth: 0 });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `${indent(parts.length - 1)}${line}`);
}

const indent = (depth: number) => '  '.repeat(depth);

/** The chart's README with the table of values. */
export function readmeWithValues(page: string): string {
  const [head, tail] = [page.indexOf(begin), page.indexOf(end)];
  if (head < 0 || tail < head) throw new Error(`the chart's README has no place between ${begin} and ${end}`);
  const rows = chartValues.map(
    ({ path, value, help }) => `| \`${path}\` | \`${JSON.stringify(value)}\` | ${help} |`,
  );
  const table = ['| value | default | what |', '|---|---|---|', ...rows].join('\n');
  return `${page.slice(0, head + begin.length)}\n\n${table}\n\n${page.slice(tail)}`;
}

/** Writes both, and the alerts that the chart carries. */
export async function writeChart(): Promise<void> {
  await writeFile(new URL('values.yaml', chart), valuesYaml());
  const readme = new URL('README.md', chart);
  await writeFile(readme, readmeWithValues(await readFile(readme, 'utf8')));
  await writeFile(
    new URL('rules.yml', chart),
    await readFile(new URL('../../monitoring/rules.yml', import.meta.url)),
  );
}
