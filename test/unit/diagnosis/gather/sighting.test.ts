import { describe, expect, test } from 'vitest';
import { compareNs, compareSightings, hasBelievableSpan } from '../../../../src/diagnosis/gather/sighting.ts';
import { sighting } from '../../../support/diagnosis/aggregates.ts';
import { driveStart, file, ns } from '../../../support/diagnosis/summaries.ts';

describe('sightings are in one order', () => {
  const boot = (more: Parameters<typeof sighting>[0]) => sighting({ clock: 'boot', ...more });
  test.each([
    [
      'by time',
      sighting({ time_ns: ns(driveStart), file_name: 'z' }),
      sighting({ time_ns: ns(driveStart + 1), file_name: 'a' }),
    ],
    ['then by file', sighting({ file_name: 'a', file_id: 'z' }), sighting({ file_name: 'b', file_id: 'a' })],
    ['then by its id', sighting({ file_id: 'a', topic: 'z' }), sighting({ file_id: 'b', topic: 'a' })],
    ['then by topic', sighting({ topic: 'a', offset: 9 }), sighting({ topic: 'b', offset: 1 })],
    ['then by byte', sighting({ offset: 1 }), sighting({ offset: 9 })],
    ['without a byte first', sighting(), sighting({ offset: 0 })],
    ['own clocks last', sighting({ file_name: 'z' }), boot({ time_ns: '1', file_name: 'a' })],
    [
      'own clocks by file before time',
      boot({ time_ns: '9', file_name: 'a' }),
      boot({ time_ns: '1', file_name: 'b' }),
    ],
    ['own clocks by time in a file', boot({ time_ns: '1' }), boot({ time_ns: '9' })],
    [
      'times that cannot be right last',
      sighting({ file_name: 'z' }),
      sighting({ time_ns: '5', file_name: 'a' }),
    ],
  ])('%s', (_, first, second) => {
    expect(Math.sign(compareSightings(first, second))).toBe(-1);
    expect(Math.sign(compareSightings(second, first))).toBe(1);
    expect(compareSightings(first, { ...first })).toBe(0);
  });

  test.each([
    ['9', '10'],
    ['10', '11'],
    ['-10', '-9'],
    ['-1', '1'],
    ['-1', '0'],
  ])('%s ns before %s ns', (a, b) => {
    expect(compareNs(a, b)).toBeLessThan(0);
    expect(compareNs(b, a)).toBeGreaterThan(0);
    expect(compareNs(a, a)).toBe(0);
  });
});

describe('a span is believable from its bounds on', () => {
  const from2008 = BigInt(Date.UTC(2008, 0, 1)) * 1_000_000n;
  const to2100 = BigInt(Date.UTC(2100, 0, 1)) * 1_000_000n;
  const week = 7n * 86_400n * 1_000_000_000n;
  test.each([
    [from2008, from2008, true],
    [from2008 - 1n, from2008, false],
    [to2100, to2100, true],
    [to2100, to2100 + 1n, false],
    [from2008, from2008 + week, true],
    [from2008, from2008 + week + 1n, false],
    [from2008 + 1n, from2008, false],
  ])('%i to %i: %s', (start, end, believable) => {
    const { summary } = file('a', {
      summary: { span: { start_ns: `${start}`, end_ns: `${end}`, clock: 'unix' } },
    });
    expect(hasBelievableSpan(summary)).toBe(believable);
    expect(hasBelievableSpan({ ...summary, span: null })).toBe(false);
  });
});
