import { describe, expect, test } from 'vitest';
import type { Aggregate } from '../../../../src/diagnosis/aggregate.ts';
import type { Evidence, Finding } from '../../../../src/diagnosis/finding-schema.ts';
import { onsetOfMetric, spellOfMetric } from '../../../../src/diagnosis/incidents/metric-onset.ts';
import { timelinesOf } from '../../../../src/diagnosis/measure.ts';
import { evidenceAt } from '../../../../src/diagnosis/rule.ts';
import type { MetricName } from '../../../../src/recordings/summary/file-summary.ts';
import { aggregateOf, driveStart, file, metric } from '../../../support/diagnosis/summaries.ts';

const flat = (count: number, level: number) => new Array<number>(count).fill(level);
const dip = [...flat(60, 13.8), ...flat(10, 8.3), ...flat(50, 13.8)];

const finding = (rule: string): Finding => ({
  rule,
  severity: 'error',
  title: '',
  description: '',
  likely_cause: '',
  advice: '',
  evidence: [],
});

function sourceOf({ metric_sources }: Aggregate, name: MetricName) {
  const [source] = metric_sources.filter((one) => one.name === name);
  if (!source) throw new Error(`no ${name}`);
  return source;
}

/** Seconds of the drive. */
function secondsOf(onset: ReturnType<typeof onsetOfMetric>) {
  return onset && [onset.from_ns, onset.to_ns].map((ns) => Number(ns) / 1e9 - driveStart);
}

describe('the onset of a metric', () => {
  const drive = () => {
    const aggregate = aggregateOf(
      file('a', { to: 120, summary: { metrics: [metric('battery_voltage', dip)] } }),
    );
    return { aggregate, lowest: evidenceAt(sourceOf(aggregate, 'battery_voltage').min_at) };
  };

  test('is where its curve leaves the normal level, not its worst moment', () => {
    const { aggregate, lowest } = drive();
    const [from = 0, to = 0] = secondsOf(onsetOfMetric(finding('under-voltage'), lowest, aggregate)) ?? [];
    // Buckets are 1.024 s wide and not aligned to the drive.
    expect(from).toBeGreaterThan(57);
    expect(from).toBeLessThanOrEqual(60);
    expect(to).toBeGreaterThanOrEqual(60);
    expect(to).toBeLessThan(63);
  });

  test.each<[string, Partial<Evidence>]>([
    ['file', { file_id: 'other' }],
    ['topic', { topic: '/other' }],
    ['time', { time: '2026-03-01T08:00:00Z' }],
  ])('is unknown for evidence of another %s', (_, other) => {
    const { aggregate, lowest } = drive();
    expect(onsetOfMetric(finding('under-voltage'), { ...lowest, ...other }, aggregate)).toBeUndefined();
  });

  test('is that of metrics only', () => {
    const { aggregate, lowest } = drive();
    expect(onsetOfMetric(finding('silent-topic'), lowest, aggregate)).toBeUndefined();
    expect(onsetOfMetric(finding('cpu-saturation'), lowest, aggregate)).toBeUndefined();
  });

  test('begins with the recording where it was so from the beginning, and is open where nothing changes', () => {
    const onsetIn = (values: number[]) => {
      const of = aggregateOf(file('a', { to: 60, summary: { metrics: [metric('cpu_percent', values)] } }));
      return secondsOf(
        onsetOfMetric(finding('cpu-saturation'), evidenceAt(sourceOf(of, 'cpu_percent').max_at), of),
      );
    };
    const [from = 9, to = 9] = onsetIn([...flat(20, 99), ...flat(40, 30)]) ?? [];
    expect(Math.abs(from)).toBeLessThan(1.1);
    expect(Math.abs(to)).toBeLessThan(1.1);
    const [first = 9, last = 0] = onsetIn(flat(60, 99)) ?? [];
    expect(Math.abs(first)).toBeLessThan(1.1);
    expect(last).toBeGreaterThan(58);
  });
});

describe('the spell of a metric', () => {
  const spellIn = (rule: string, name: MetricName, values: number[]) => {
    const of = aggregateOf(file('a', { to: values.length, summary: { metrics: [metric(name, values)] } }));
    const { min_at, max_at } = sourceOf(of, name);
    const worst = evidenceAt(name === 'battery_voltage' ? min_at : max_at);
    const spell = spellOfMetric(finding(rule), worst, of);
    return spell && [spell.from, spell.to].map((time) => Date.parse(time) / 1000 - driveStart);
  };

  test.each([
    ['in the middle', dip, 60, 70],
    ['to the end', [...flat(60, 13.8), ...flat(40, 8.3)], 60, 100],
    ['from the beginning', [...flat(20, 8.3), ...flat(90, 13.8)], 0, 20],
    [
      'deeper for a while',
      [...flat(40, 13.8), ...flat(10, 10), ...flat(10, 8), ...flat(10, 10), ...flat(50, 13.8)],
      40,
      70,
    ],
  ])('is around its worst moment: %s', (_, values, begin, end) => {
    const [from = 0, to = 0] = spellIn('under-voltage', 'battery_voltage', values) ?? [];
    // Buckets are 1.024 s wide and not aligned to the drive; above 120 s they are 2.048 s wide.
    expect(Math.abs(from - begin)).toBeLessThan(2.1);
    expect(Math.abs(to - end)).toBeLessThan(2.1);
  });

  test('is none where nothing changes, or something grows all the time', () => {
    expect(spellIn('under-voltage', 'battery_voltage', flat(60, 8))).toBeUndefined();
    expect(spellIn('cpu-saturation', 'cpu_percent', [...flat(20, 30), ...flat(20, 99)])).toBeDefined();
    expect(spellIn('memory-leak', 'ram_percent', [...flat(20, 30), ...flat(20, 99)])).toBeUndefined();
  });
});

test('a metric without values on the common clock has the time lines of its files alone', () => {
  const boot = { start_ns: '0', end_ns: '60000000000', clock: 'boot' } as const;
  const own = aggregateOf(file('a', { summary: { span: boot, metrics: [metric('cpu_percent', [1, 2])] } }));
  expect(timelinesOf(sourceOf(own, 'cpu_percent')).map(({ clock }) => clock)).toEqual(['boot']);
  const common = aggregateOf(file('a', { summary: { metrics: [metric('cpu_percent', [1, 2])] } }));
  expect(timelinesOf(sourceOf(common, 'cpu_percent')).map(({ clock }) => clock)).toEqual(['unix']);
});
