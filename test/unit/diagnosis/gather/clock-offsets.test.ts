import { describe, expect, test } from 'vitest';
import { createClockOffsets } from '../../../../src/diagnosis/gather/clock-offsets.ts';
import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import { aggregateOf, driveStart, file, ns, topic } from '../../../support/diagnosis/summaries.ts';

const log = (text: string, seconds: number) => ({
  time_ns: ns(driveStart + seconds),
  severity: 'warning' as const,
  source: 'n',
  text,
  topic: '/rosout',
});
/** A file that has logged at these seconds of its drive, each line with a distinct text. */
const logger = (name: string, times: number[], from = 0, more: Partial<SummarisedFile['summary']> = {}) =>
  file(name, {
    from,
    to: from + 60,
    summary: { logs: times.map((time, i) => log(`line ${i}`, time)), ...more },
  });
const offsets = (...files: SummarisedFile[]) => {
  const gathered = createClockOffsets();
  for (const one of files) gathered.add(one);
  return gathered
    .finish()
    .map(({ reference, other, offset_s, error_s, landmarks }) => [
      reference.file_name,
      other.file_name,
      offset_s,
      error_s,
      landmarks,
    ]);
};

describe('offsets of clocks', () => {
  test('are found between the recordings of one archive', () => {
    const member = (name: string, times: number[]) => ({ ...logger(name, times), file_id: 'archive' });
    expect(offsets(member('a', [10, 20, 30]), member('b', [12, 22, 32]))).toEqual([['a', 'b', 2, 0, 3]]);
  });

  test('need three events that both have seen', () => {
    expect(offsets(logger('a', [10, 20, 30]), logger('b', [12, 22, 32], 1))).toEqual([['a', 'b', 2, 0, 3]]);
    expect(offsets(logger('a', [10, 20]), logger('b', [12, 22], 1))).toEqual([]);
  });

  test('need three of five that agree within half a second', () => {
    const reference = logger('a', [10, 20, 30, 40, 50]);
    expect(offsets(reference, logger('b', [11, 21.5, 31.25, 47, 57], 1))).toEqual([
      ['a', 'b', 1.25, 0.25, 3],
    ]);
    expect(offsets(reference, logger('b', [11, 21.6, 31.25, 47, 54], 1))).toEqual([]);
    const six = logger('a', [10, 15, 20, 30, 40, 50]);
    expect(offsets(six, logger('b', [11, 16, 21, 36, 44, 57], 1))).toEqual([]);
  });

  test('take the largest group that agrees, wherever it is', () => {
    const reference = logger('a', [10, 20, 30, 40, 50]);
    expect(offsets(reference, logger('b', [13, 23, 33, 43, 51], 1))).toEqual([['a', 'b', 3, 0, 4]]);
    expect(offsets(reference, logger('b', [11, 23, 33, 43, 53], 1))).toEqual([['a', 'b', 3, 0, 4]]);
  });

  test('are computed between files that overlap, and from others to all on the common clock', () => {
    const times = [10, 20, 30];
    const later = logger(
      'late',
      times.map((time) => time + 60),
      60,
    );
    expect(offsets(logger('a', times), later)).toEqual([]);
    const boot = logger('boot', [], 0, {
      span: { start_ns: '0', end_ns: ns(60), clock: 'boot' },
      logs: times.map((time, i) => ({ ...log(`line ${i}`, 0), time_ns: ns(time) })),
    });
    expect(offsets(boot, logger('a', times), later).map(([a, b]) => [a, b])).toEqual([
      ['a', 'boot'],
      ['late', 'boot'],
    ]);
    const other = { ...boot, file_id: 'id-other', name: 'other' };
    expect(offsets(boot, other)).toEqual([]);
    expect(offsets(logger('a', times), { ...boot, summary: { ...boot.summary, span: null } })).toEqual([]);
    const wrong = { ...boot.summary, span: { start_ns: '0', end_ns: ns(60), clock: 'unix' as const } };
    expect(offsets(logger('a', times), { ...boot, summary: wrong })).toEqual([]);
  });

  test('compare gaps by their length', () => {
    const withGap = (name: string, from: number, lengths: number[]) =>
      file(name, {
        from,
        to: from + 60,
        summary: {
          topics: lengths.map((gap, i) =>
            topic(`/t${i}`, { from, to: from + 60, gap, gapAt: from + 10 + 5 * i }),
          ),
        },
      });
    expect(offsets(withGap('a', 0, [5, 6, 7]), withGap('b', 2, [5.1, 6.1, 7.1]))).toEqual([
      ['a', 'b', 2, 0, 3],
    ]);
    expect(offsets(withGap('a', 0, [5, 6, 7]), withGap('b', 2, [5.2, 6.1, 7.1]))).toEqual([]);
    // Just two hundredths.
    expect(offsets(withGap('a', 0, [4.9, 6, 7]), withGap('b', 2, [5, 6, 7]))).toEqual([['a', 'b', 2, 0, 3]]);
    expect(offsets(withGap('a', 0, [5, 6, 7]), withGap('b', 2, [4.8, 6, 7]))).toEqual([]);
  });

  test('come in the order of their files, not of their beginning', () => {
    const all = ['c', 'a', 'b'].map((name, i) => logger(name, [10 + i, 20 + i, 30 + i], i));
    expect(offsets(...all).map(([a, b]) => `${a} ${b}`)).toEqual(['a b', 'c a', 'c b']);
  });

  test('are in the order of their files', () => {
    const files = ['c', 'a', 'b'].map((name, i) => logger(name, [10 + i, 20 + i, 30 + i]));
    const expected = [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ];
    expect(offsets(...files).map(([a, b]) => [a, b])).toEqual(expected);
    expect(offsets(...files.toReversed()).map(([a, b]) => [a, b])).toEqual(expected);
  });
});

describe('of many offsets', () => {
  const minutes = (name: string, from: number, lines: number) =>
    logger(
      name,
      Array.from({ length: lines }, (_, i) => from + 5 + 5 * i),
      from,
    );
  const named = (...files: SummarisedFile[]) => offsets(...files).map(([a, b]) => `${a} ${b}`);

  test('the fifty with the most landmarks are kept, in order of their files', () => {
    // 66 pairs; those of the last two files have a landmark more than all others.
    const names = [...'abcdefghij', 'y', 'z'];
    const all = names.map((name, i) => minutes(name, i / 100, i > 9 ? 4 : 3));
    const found = named(...all);
    const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a} ${b}`));
    expect(found).toEqual([...pairs.slice(0, 49), 'y z']);
  });

  test('none is lost to files that have nothing to compare', () => {
    const empty = Array.from({ length: 1_001 }, (_, i) => logger(String(i).padStart(4, '0'), [5, 6]));
    expect(named(...empty, minutes('x', 1, 3), minutes('y', 2, 3))).toEqual(['x y']);
  });

  test('the first 20,000 pairs are compared', () => {
    // 20,100 pairs; only the last one has enough in common.
    const alone = Array.from({ length: 199 }, (_, i) =>
      logger(String(i).padStart(3, '0'), [5, 6, 7], i / 1000, {
        logs: [5, 6, 7].map((time) => log(`${i} at ${time}`, time)),
      }),
    );
    const pair = [minutes('x', 1, 3), minutes('y', 2, 3)];
    expect(named(...pair)).toEqual(['x y']);
    expect(named(...alone.slice(0, 100), ...pair)).toEqual(['x y']);
    expect(named(...alone, ...pair)).toEqual([]);
  });
});

describe('gathering clocks', () => {
  test('finds the offset of a clock, and its error, by what two recorders both saw', () => {
    const log = (text: string, seconds: number) => ({
      time_ns: ns(driveStart + seconds),
      severity: 'warning' as const,
      source: 'n',
      text,
      topic: '/rosout',
    });
    const texts = ['a', 'b', 'c', 'd'];
    const one = file('one', { summary: { logs: texts.map((text, i) => log(text, 10 + 7 * i)) } });
    const other = file('other', {
      from: 2,
      to: 62,
      summary: { logs: texts.map((text, i) => log(text, 12 + 7 * i + i * 0.01)) },
    });
    const boot = file('boot', {
      summary: {
        span: { start_ns: '0', end_ns: '60000000000', clock: 'boot' },
        logs: texts.map((text, i) => ({ ...log(text, 0), time_ns: ns(10 + 7 * i) })),
      },
    });
    const { clock_offsets } = aggregateOf(one, other, boot);
    const between = (a: string, b: string) =>
      clock_offsets.find(
        ({ reference, other: second }) => reference.file_name === a && second.file_name === b,
      );
    expect(between('one', 'other')).toMatchObject({ landmarks: 4 });
    expect(between('one', 'other')?.offset_s).toBeCloseTo(2.015, 6);
    expect(between('one', 'other')?.error_s).toBeCloseTo(0.015, 6);
    expect(between('one', 'boot')?.offset_s).toBe(-driveStart);
  });

  test('does not mistake two recorders that began at different messages for differing clocks', () => {
    const one = (name: string, from: number) =>
      file(name, {
        from,
        to: from + 60,
        summary: { topics: ['/a', '/b', '/c', '/d'].map((each) => topic(each, { from, to: from + 60 })) },
      });
    expect(aggregateOf(one('a', 0), one('b', 0.3)).clock_offsets).toEqual([]);
  });
});
