import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type MetricRow, metricTable } from '../../../src/metrics/metric-table.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  labels?: { severity: string };
  annotations?: { summary: string; runbook: string };
}
const { groups } = parse(read('monitoring/rules.yml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const alerts = rules.flatMap((rule) => (rule.alert ? [{ ...rule, alert: rule.alert }] : []));
const recorded = new Set(rules.flatMap(({ record }) => record ?? []));

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: { uid: string };
  targets?: { refId: string; expr: string }[];
  options?: Record<string, unknown>;
}
const dashboard = JSON.parse(read('monitoring/grafana/argus.json')) as {
  uid: string;
  schemaVersion: number;
  panels: Panel[];
};
const shown = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

/** Metrics of the process itself: `collectDefaultMetrics` of prom-client. */
const ofTheProcess = /^argus_(process|nodejs)_/;

/** The series that a query selects by name, with the labels that it names. */
function selections(expr: string): { name: string; labels: string[] }[] {
  return [...expr.matchAll(/\b(argus[\w:]*)(?:\{([^}]*)\})?/g)].map(([, name = '', labels = '']) => ({
    name,
    labels: [...labels.matchAll(/(\w+)\s*[=!]/g)].map(([, label]) => label as string),
  }));
}

/** What is wrong with it; undefined if the table has the series. */
function problemOf({ name, labels }: { name: string; labels: string[] }): string | undefined {
  if (ofTheProcess.test(name)) return undefined;
  if (name.includes(':')) return recorded.has(name) ? undefined : `${name} is recorded nowhere`;
  const table: Record<string, MetricRow> = metricTable;
  const series = name.replace(/_(bucket|sum|count)$/, '');
  const row = table[name] ?? table[series];
  if (!row) return `${name} is not in the table`;
  if ((row.kind === 'histogram') !== (table[name] === undefined))
    return `${name} is no series of a ${row.kind}`;
  const unknown = labels.filter((label) => label !== 'le' && !(label in row.labels));
  return unknown.length === 0 ? undefined : `${name} has no label ${unknown.join(', ')}`;
}

test.each(rules.map((rule) => [rule.alert ?? rule.record ?? '', rule.expr]))(
  '%s queries only metrics of the table',
  (_, expr) => {
    expect(selections(expr).map(problemOf).filter(Boolean)).toEqual([]);
    expect(selections(expr).length).toBeGreaterThan(0);
  },
);

describe('every alert', () => {
  const headings = new Set(
    [...read('docs/operations.md').matchAll(/^### (Argus\w+)$/gm)].map(([, name]) => name),
  );
  const tested = read('monitoring/rules.test.yml');

  test.each(alerts)(
    '$alert has a severity, a sentence, an entry in the runbook, and fires in a test',
    (rule) => {
      expect(rule.labels?.severity).toMatch(/^(page|ticket)$/);
      expect(rule.annotations?.summary).toBeTruthy();
      expect(rule.annotations?.runbook).toBe(`docs/operations.md#${rule.alert.toLowerCase()}`);
      expect(headings).toContain(rule.alert);
      expect(tested).toMatch(new RegExp(`alertname: ${rule.alert}\\n\\s+exp_alerts:\\n`));
    },
  );

  test('in the runbook exists', () => {
    const names = alerts.map(({ alert }) => alert);
    expect([...headings].filter((name) => !names.includes(name as string))).toEqual([]);
  });
});

/** What Grafana's schema (grafana-foundation-sdk 0.0.22) requires of panels. */
const requiredOptions: Record<string, string[]> = {
  timeseries: ['legend', 'tooltip'],
  stat: [
    'colorMode',
    'graphMode',
    'justifyMode',
    'orientation',
    'percentChangeColorMode',
    'reduceOptions',
    'showPercentChange',
    'textMode',
    'wideLayout',
  ],
};

describe('the dashboard', () => {
  test('shows only metrics of the table', () => {
    expect(shown.flatMap(selections).map(problemOf).filter(Boolean)).toEqual([]);
  });

  test('leaves out no metric of the table', () => {
    const text = JSON.stringify(dashboard) + read('monitoring/rules.yml');
    expect(Object.keys(metricTable).filter((name) => !text.includes(name))).toEqual([]);
  });

  test('has panels with ids, queries and places of their own', () => {
    expect(dashboard.uid).toBe('argus');
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    const taken = new Set<string>();
    for (const { type, targets = [], gridPos, datasource, options = {} } of dashboard.panels) {
      expect(['row', 'timeseries', 'stat']).toContain(type);
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      expect(taken).not.toContain(`${gridPos.x},${gridPos.y}`);
      taken.add(`${gridPos.x},${gridPos.y}`);
      if (type === 'row') continue;
      expect(Object.keys(options).toSorted()).toEqual(requiredOptions[type]);
      expect(targets.length).toBeGreaterThan(0);
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a Grafana variable
      expect(datasource?.uid).toBe('${datasource}');
    }
  });
});
