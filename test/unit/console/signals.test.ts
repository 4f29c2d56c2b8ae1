import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OneSeries } from '../../../console/src/api/signals.ts';
import {
  axisClock,
  extremesOf,
  plotData,
  rowAt,
  spanOf,
} from '../../../console/src/lib/signals/plot-data.ts';
import { readoutOf } from '../../../console/src/lib/signals/readout.ts';
import { shownPlots } from '../../../console/src/lib/signals/shown-plots.ts';
import {
  movedWindow,
  viewOf,
  viewUrl,
  withoutSignal,
  withSignal,
} from '../../../console/src/lib/signals/signals-view.ts';

const second = 1_000_000_000;
const series = (part: { [key: string]: unknown }): OneSeries =>
  ({
    signal: '/speed:data',
    unit: 'm/s',
    labels: null,
    clock: 'unix',
    kind: 'raw',
    start_ns: String(5 * second),
    t: [0, second, 2 * second],
    total: 3,
    omitted: 0,
    ...part,
  }) as OneSeries;
const plain = { unit: 'm/s', labels: null };

describe('the view', () => {
  test('stands in the URL, whatever the signals are named', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 5 }),
        fc.bigInt({ min: 0n, max: 10n ** 19n }),
        (signals, from) => {
          const view = { signals, compare: undefined, from, to: from + 1n };
          expect(viewOf(new URL(viewUrl('b', view), 'http://argus').searchParams)).toEqual(view);
        },
      ),
      { examples: [[['a:b&c=d', 'é %'], 0n]] },
    );
  });

  test('ignores a window that ends before it begins', () => {
    const view = viewOf(new URLSearchParams('from=9&to=3&signal=a&signal=a'));
    expect(view).toEqual({ signals: ['a'], compare: undefined, from: undefined, to: undefined });
  });

  test('adds a signal once, and removes it', () => {
    const view = viewOf(new URLSearchParams('signal=a&signal=b'));
    expect(withSignal(view, 'a').signals).toEqual(['a', 'b']);
    expect(withSignal(view, 'c').signals).toEqual(['a', 'b', 'c']);
    expect(withoutSignal(view, 'a').signals).toEqual(['b']);
  });

  test('is moved by half, and stretched about its middle', () => {
    expect(movedWindow({ from: 0n, to: 100n }, { shift: 0.5 })).toEqual({ from: 50n, to: 150n });
    expect(movedWindow({ from: 0n, to: 100n }, { scale: 0.5 })).toEqual({ from: 25n, to: 75n });
    const least = movedWindow({ from: 7n, to: 8n }, { scale: 0.5 });
    expect(least.to).toBeGreaterThan(least.from);
  });
});

describe('the data of a plot', () => {
  test('counts from its origin, in seconds', () => {
    const { x, lines } = plotData([
      { series: series({ value: [1, 2, 3] }), originNs: 4_000_000_000n, of: 0 },
    ]);
    expect(x).toEqual([1, 2, 3]);
    expect(lines).toEqual([{ kind: 'value', of: 0, values: [1, 2, 3] }]);
  });

  test('has mean, least and greatest of buckets', () => {
    const buckets = series({ kind: 'buckets', min: [0, 1, 2], max: [2, 3, 4], mean: [1, 2, 3] });
    const { lines } = plotData([{ series: buckets, originNs: 0n, of: 0 }]);
    expect(lines.map(({ kind, values }) => [kind, values])).toEqual([
      ['value', [1, 2, 3]],
      ['min', [0, 1, 2]],
      ['max', [2, 3, 4]],
    ]);
  });

  test('has both drives on one axis, each with gaps where only the other one was recorded', () => {
    const one = { series: series({ value: [1, 2, 3] }), originNs: 5_000_000_000n, of: 0 };
    const other = {
      series: series({ start_ns: '90000000000', t: [0, second / 2], value: [7, 8] }),
      originNs: 90_000_000_000n,
      of: 1,
    };
    const { x, lines } = plotData([one, other]);
    expect(x).toEqual([0, 0.5, 1, 2]);
    expect(lines.map(({ values }) => values)).toEqual([
      [1, null, 2, 3],
      [7, 8, null, null],
    ]);
    expect(extremesOf({ x, lines, events: [] })).toEqual({ least: 1, greatest: 8 });
  });

  test('keeps texts as events', () => {
    const events = series({
      kind: 'events',
      t: [0, second],
      text: ['PARK', 'DRIVE'],
      severity: ['info', 'warning'],
    });
    const data = plotData([{ series: events, originNs: 5_000_000_000n, of: 0 }]);
    expect(extremesOf(data)).toBeUndefined();
    expect(data).toEqual({
      x: [],
      lines: [],
      events: [
        { at: 0, text: 'PARK', severity: 'info' },
        { at: 1, text: 'DRIVE', severity: 'warning' },
      ],
    });
  });

  test('is found by the newest row at a time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (numbers, at) => {
        const x = numbers.toSorted((a, b) => a - b);
        expect(rowAt(x, at)).toBe(
          x.findLastIndex((one) => one <= at) < 0 ? undefined : x.findLastIndex((one) => one <= at),
        );
      }),
    );
  });
});

describe('the values at a time', () => {
  const data = plotData([{ series: series({ value: [1, 2.5, 3] }), originNs: 5_000_000_000n, of: 0 }]);
  test.each([
    [undefined, undefined, ''],
    [-1, undefined, '–'],
    [1.9, undefined, '2.5 m/s'],
    [2, 0, '3 m/s (Δ +2)'],
    [0, 2, '1 m/s (Δ -2)'],
  ])('at %s with a mark at %s', (at, mark, words) => {
    expect(readoutOf(data, at, mark, plain)).toBe(words);
  });

  test('are words where the values have names', () => {
    const labels = { '1': 'PARK' };
    expect(readoutOf(data, 0, undefined, { unit: null, labels })).toBe('PARK');
    expect(readoutOf(data, 2, undefined, { unit: null, labels })).toBe('3');
  });

  test('are the newest text of events', () => {
    const events = plotData([
      {
        series: series({ kind: 'events', t: [0, second], text: ['a', 'b'] }),
        originNs: 5_000_000_000n,
        of: 0,
      },
    ]);
    expect(readoutOf(events, 1.5, undefined, plain)).toBe('b');
    expect(readoutOf(events, -1, undefined, plain)).toBe('');
  });
});

test('plots come in the order of the signals, without those that have no answer yet', () => {
  const page = {
    series: [
      series({ signal: 'b', value: [1, 2, 3] }),
      series({ signal: 'a', value: [1, 2, 3], omitted: 4 }),
    ],
  };
  const plots = shownPlots(
    ['a', 'b', 'c'],
    [
      { page, originNs: 0n },
      { page: undefined, originNs: 0n },
    ],
  );
  expect(plots.map(({ signal, omitted }) => [signal, omitted])).toEqual([
    ['a', 4],
    ['b', 0],
  ]);
});

test('the span of an answer is from its first value to its last', () => {
  const buckets = {
    kind: 'buckets',
    t: [0, second],
    t_end: [second - 1, 3 * second],
    min: [],
    max: [],
    mean: [],
    count: [],
  };
  const answer = [
    series({ value: [1, 2, 3] }),
    series({ ...buckets, start_ns: '4000000000' }),
    series({ value: [], t: [] }),
  ];
  expect(spanOf({ series: answer })).toEqual({ from: 4_000_000_000n, to: 7_000_000_000n });
  expect(spanOf({ series: [] })).toBeUndefined();
});

test('a recorder with a clock of its own has no place on the axis of the calendar, and is counted', () => {
  const own = series({ signal: 'a', clock: 'boot', start_ns: '0', value: [9, 9, 9] });
  const page = { series: [own, series({ signal: 'a', value: [1, 2, 3] })] };
  expect(axisClock(page)).toBe('unix');
  expect(spanOf(page)).toEqual({ from: 5_000_000_000n, to: 7_000_000_000n });
  const [plot] = shownPlots(['a'], [{ page, originNs: 0n }]);
  expect([plot?.total, plot?.elsewhere, plot?.data.x]).toEqual([3, 3, [5, 6, 7]]);
  expect(axisClock({ series: [own] })).toBe('boot');
});
