import { describe, expect, test } from 'vitest';
import { landmarksOf } from '../../../../src/diagnosis/gather/landmarks.ts';
import { createNumbering } from '../../../../src/diagnosis/gather/numbering.ts';
import type { FileSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { at, code, driveStart, file, ns, topic } from '../../../support/diagnosis/summaries.ts';

describe('numbers of files', () => {
  const holes = (...names: string[]) => {
    const numbering = createNumbering();
    for (const name of names) numbering.add(file(name));
    return numbering.finish();
  };
  const missing = (...names: string[]) =>
    holes(...names).map(({ pattern, missing: numbers }) => `${pattern}: ${numbers.join(' ')}`);

  test.each([
    ['need four files', ['d_1', 'd_2', 'd_4'], []],
    ['of four files show what is missing', ['d_1', 'd_2', 'd_4', 'd_5'], ['d_*: 3']],
    ['without a hole are none', ['d_1', 'd_2', 'd_3', 'd_4'], []],
    ['keep their leading zeros', ['d_08', 'd_09', 'd_11', 'd_12'], ['d_*: 10']],
    ['get the zeros that others have', ['d_001', 'd_002', 'd_004', 'd_005'], ['d_*: 003']],
    ['do not count when a quarter of them is not taken', ['d_1', 'd_2', 'd_3', 'd_17'], []],
    [
      'count when a quarter of them is taken',
      ['d_1', 'd_2', 'd_3', 'd_16'],
      ['d_*: 4 5 6 7 8 9 10 11 12 13'],
    ],
    ['of another kind of file are not missing', ['d_1', 'd_2', 'd_4', 'd_5', 'e_3'], []],
    ['are not in extensions', ['d_1.db3', 'd_2.db3', 'd_4.db3', 'd_5.db3'], ['d_*.db3: 3']],
    ['are the last in a name', ['2a_1b', '2a_2b', '2a_4b', '2a_5b'], ['2a_*b: 3']],
    ['of more than five digits are times', ['d_100001', 'd_100002', 'd_100004', 'd_100005'], []],
    ['of five digits count', ['d_10001', 'd_10002', 'd_10004', 'd_10005'], ['d_*: 10003']],
    ['are needed', ['a', 'b', 'c', 'd'], []],
  ])('%s', (_, names, found) => {
    expect(missing(...names)).toEqual(found);
  });

  test('name the file before the first that is missing, and count all of them', () => {
    expect(holes('d_20', 'd_2', 'd_1', 'd_4', 'd_5', 'd_6')).toEqual([
      {
        pattern: 'd_*',
        files: 6,
        missing_count: 14,
        missing: ['3', '7', '8', '9', '10', '11', '12', '13', '14', '15'],
        before: { file_id: 'id-d_2', file_name: 'd_2' },
      },
    ]);
  });

  test('have the most missing first, then by pattern, at most twenty', () => {
    const one = (kind: string, skip: number, base: number) =>
      [1, 2, 3 + skip, 4 + skip].map((number) => `${kind}_${base + number}`);
    expect(missing(...one('b', 1, 100), ...one('c', 2, 200), ...one('a', 1, 300))).toEqual([
      'c_*: 203 204',
      'a_*: 303',
      'b_*: 103',
    ]);
    const kinds = Array.from({ length: 21 }, (_, i) => one(String.fromCharCode(97 + i), 1, 100 * i)).flat();
    expect(holes(...kinds).map(({ pattern }) => pattern)).toHaveLength(20);
  });
});

describe('landmarks of a file', () => {
  const span = { start_ns: ns(driveStart), end_ns: ns(driveStart + 60), clock: 'unix' } as const;
  const found = (summary: Partial<FileSummary>) => {
    const all = landmarksOf({ ...file('a').summary, span, ...summary });
    return [...all].map(([key, { time_ns, size }]) => [
      key.replaceAll('\u0000', ' '),
      Number(time_ns / 1_000_000n) / 1000 - driveStart,
      size,
    ]);
  };
  const log = (text: string, seconds: number, source = 'n') => ({
    time_ns: ns(driveStart + seconds),
    severity: 'warning' as const,
    source,
    text,
    topic: '/rosout',
  });

  test('are log lines that occur once, by source and text', () => {
    expect(found({ logs: [log('x', 10), log('y', 20), log('y', 30), log('y', 40, 'm')] })).toEqual([
      ['log n x', 10, 0],
      ['log m y', 40, 0],
    ]);
  });

  test('lie more than two seconds inside the file', () => {
    const times = [2, 2.001, 57.999, 58];
    expect(found({ logs: times.map((time) => log(`${time}`, time)) }).map(([key]) => key)).toEqual([
      'log n 2.001',
      'log n 57.999',
    ]);
    expect(landmarksOf({ ...file('a').summary, span: null, logs: [log('x', 10)] }).size).toBe(0);
  });

  test('are the beginning of codes, and their end if they occurred more than once', () => {
    const codes = [
      code('once', { count: 1, first: at(10), last: at(10) }),
      code('twice', { count: 2, first: at(5) }),
    ];
    expect(found({ codes })).toEqual([
      ['began diagnostics once', 10, 0],
      ['began diagnostics twice', 5, 0],
      ['ended diagnostics twice', 50, 0],
    ]);
  });

  test.each([
    ['shorter than a second', 0.999, 100, 0],
    ['of a second', 1, 100, 1],
    ['shorter than ten usual intervals', 4.99, 2, 0],
    ['of ten usual intervals', 5, 2, 1],
  ])('are gaps, not one %s', (_, gap, hz, count) => {
    expect(found({ topics: [topic('/t', { hz, gap, gapAt: 20 })] })).toHaveLength(count);
  });

  test('are forty at most, and a gap has its length', () => {
    expect(found({ logs: Array.from({ length: 45 }, (_, i) => log(`${i}`, 3 + i)) })).toHaveLength(40);
    expect(found({ topics: [topic('/t', { gap: 5, gapAt: 20 })] })).toEqual([
      ['gap /t sensor_msgs/msg/Imu', 20, 5e9],
    ]);
  });
});
