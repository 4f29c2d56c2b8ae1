import { expect, test } from 'vitest';
import { onlyStarts } from '../../../src/diagnosis/rules/engine-start.ts';
import { whileRunning } from '../../../src/diagnosis/rules/while-running.ts';
import type { SummarisedFile } from '../../../src/diagnosis/summarised-file.ts';
import type { ClockKind } from '../../../src/recordings/summary/file-summary.ts';
import { source } from '../../support/diagnosis/aggregates.ts';
import { aggregateOf, file, metric, ns } from '../../support/diagnosis/summaries.ts';

const flat = (value: number, length: number) => Array<number>(length).fill(value);

function recorded(name: string, rpm: number[], volts: number[], clock: ClockKind = 'unix'): SummarisedFile {
  const metrics = [
    ...(rpm.length > 0 ? [metric('engine_speed_rpm', rpm, `engine of ${name}`)] : []),
    ...(volts.length > 0 ? [metric('battery_voltage', volts, 'supply')] : []),
  ];
  const span = { start_ns: clock === 'unix' ? ns(1_772_352_000) : '0', end_ns: ns(1_772_353_000), clock };
  return file(name, {
    to: 1000,
    summary: { metrics, span: clock === 'unix' ? span : { ...span, end_ns: ns(1000) } },
  });
}

function runningIn(...files: SummarisedFile[]) {
  const aggregate = aggregateOf(...files);
  const [supply] = aggregate.metric_sources.filter(({ name }) => name === 'battery_voltage');
  return supply ? whileRunning(aggregate, supply, 500) : [];
}

test('buckets of different widths are compared by their times', () => {
  // A thousand seconds have buckets of 16.4 s, a hundred those of 1 s.
  const [long] = runningIn(recorded('a', flat(900, 100), flat(14, 1000)));
  expect(long?.width_s).toBeCloseTo(16.384);
  expect(long?.points.length).toBeLessThan(9);
  const [short] = runningIn(recorded('a', [...flat(0, 500), ...flat(900, 500)], flat(14, 100)));
  expect(short).toBeUndefined();
  const [both] = runningIn(recorded('a', [...flat(900, 500), ...flat(0, 500)], flat(14, 100)));
  expect(both?.seconds).toBeGreaterThan(95);
});

test('an engine that stands still in a bucket, or one of two that does, does not run', () => {
  const bucketsWith = (rpm: number[]) => runningIn(recorded('a', rpm, flat(14, 100)))[0]?.points.length ?? 0;
  const all = bucketsWith(flat(900, 100));
  expect(bucketsWith([...flat(900, 50), 0, ...flat(900, 49)])).toBe(all - 1);
  expect(runningIn(recorded('a', flat(900, 100), flat(14, 100)), recorded('b', flat(0, 100), []))).toEqual(
    [],
  );
});

test('clocks that have nothing in common are not compared', () => {
  expect(
    runningIn(recorded('a', flat(900, 100), [], 'boot'), recorded('b', [], flat(14, 100), 'boot')),
  ).toEqual([]);
  expect(runningIn(recorded('a', flat(900, 100), flat(14, 100), 'boot'))[0]?.seconds).toBeGreaterThan(95);
});

test.each([
  ['the voltage is higher afterwards', [...flat(12.5, 20), 7, 8, ...flat(14, 20)], true],
  ['it rises only after some seconds', [...flat(12.5, 20), 7, ...flat(12.4, 12), ...flat(14, 9)], true],
  ['two starts', [...flat(12.5, 20), 7, ...flat(14, 9), ...flat(12.4, 40), 8, ...flat(14, 9)], true],
  ['the voltage is as before', [...flat(14, 20), 7, 8, ...flat(14, 20)], false],
  ['one of two dips', [...flat(12.5, 20), 7, ...flat(14, 40), 8, ...flat(14, 40)], false],
  ['it lasts longer', [...flat(12.5, 20), ...flat(9, 14), ...flat(14, 20)], false],
  ['nothing comes after it', [...flat(12.5, 20), 7, 8], false],
  ['no dip', flat(14, 40), false],
  ['a recording that begins in the start', [8, 9, ...flat(13.9, 20)], true],
  ['a recording that begins low, with a battery alone', [8, 9, ...flat(12.5, 20)], false],
])('a start by the shape of its dip: %s', (_, volts, isStart) => {
  expect(onlyStarts(source('battery_voltage', volts), 10.5, 0.03, 12.7)).toBe(isStart);
});
