import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { metricsPage, pageWithMetrics } from '../../../scripts/metrics-page.ts';
import { type MetricRow, metricTable } from '../../../src/metrics/metric-table.ts';

const rows: [string, MetricRow][] = Object.entries(metricTable);
/** For gauges whose unit is followed by a qualifier. */
const qualified = /_(today)$/;

test.each(rows)('%s has the name that OpenMetrics gives its kind and unit', (name, row) => {
  const plain = name.replace(/_total$/, '').replace(qualified, '');
  expect(name.endsWith('_total')).toBe(row.kind === 'counter');
  if (row.unit) expect(plain.endsWith(`_${row.unit}`)).toBe(true);
  else expect(plain).not.toMatch(/_(seconds|bytes|milliseconds|percent|dollars)$/);
  expect(name).toMatch(/^argus(_[a-z0-9]+)+$/);
  expect(name).not.toMatch(/_(count|sum|bucket|created)$/);
});

test.each(rows)('%s has few labels, a help and, as a histogram, rising bounds', (_, row) => {
  expect(Object.keys(row.labels).length).toBeLessThanOrEqual(3);
  expect(row.help).toMatch(/^[A-Z].*[^.]$/);
  expect(row.roles.length).toBeGreaterThan(0);
  expect(row.buckets !== undefined).toBe(row.kind === 'histogram');
  expect(row.buckets?.toSorted((a, b) => a - b)).toEqual(row.buckets);
});

test('no label is an id or text from a request', () => {
  const labels = new Set(rows.flatMap(([, row]) => Object.keys(row.labels)));
  for (const label of ['batch_id', 'vehicle_id', 'vin', 'file', 'name', 'path', 'url', 'le'])
    expect(labels).not.toContain(label);
});

test('docs/operations.md has the table', () => {
  const page = readFileSync(metricsPage, 'utf8');
  expect(page, 'run npm run docs').toBe(pageWithMetrics(page));
});
