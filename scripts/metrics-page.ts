import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type MetricRow, metricTable } from '../src/metrics/metric-table.ts';

export const metricsPage = fileURLToPath(new URL('../docs/operations.md', import.meta.url));

const begin = '<!-- made from src/metrics/metric-table.ts by npm run docs -->';
const end = '<!-- end of the metrics -->';

/** The page with the table of metrics. */
export function pageWithMetrics(page: string): string {
  const [head, tail] = [page.indexOf(begin), page.indexOf(end)];
  if (head < 0 || tail < head) throw new Error(`docs/operations.md has no place between ${begin} and ${end}`);
  return `${page.slice(0, head + begin.length)}\n\n${metricsTable()}\n\n${page.slice(tail)}`;
}

function metricsTable(): string {
  return [
    '| metric | kind | of | what | labels |',
    '|---|---|---|---|---|',
    ...Object.entries(metricTable).map(([name, row]) => rowOf(name, row)),
  ].join('\n');
}

function rowOf(name: string, { kind, roles, help, labels }: MetricRow): string {
  const named = Object.entries(labels).map(([label, values]) => `\`${label}\`: ${values}`);
  const of = roles.length === 4 ? 'every role' : roles.join(', ');
  return `| \`${name}\` | ${kind} | ${of} | ${help} | ${named.join('; ')} |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(metricsPage, pageWithMetrics(readFileSync(metricsPage, 'utf8')));
