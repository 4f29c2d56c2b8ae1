import { describe, expect, test } from 'vitest';
import { byRecorder } from '../../../../src/diagnosis/gather/recorders.ts';
import { rhythmOf } from '../../../../src/diagnosis/gather/rhythm.ts';
import { comparesAcrossFiles, sightingIn } from '../../../../src/diagnosis/gather/sighting.ts';
import { systemOf, vehicleIn } from '../../../../src/diagnosis/gather/system.ts';
import { evidenceAt } from '../../../../src/diagnosis/rule.ts';
import { sighting } from '../../../support/diagnosis/aggregates.ts';
import { at, file, metric, topic } from '../../../support/diagnosis/summaries.ts';

describe('files are of one recorder', () => {
  const of = (format: string, ...sketch: number[]) => ({ format, sketch });
  const sizes = (...files: ReturnType<typeof of>[]) => byRecorder(files).map(({ length }) => length);

  test('by their format and three tenths of their topics', () => {
    expect(sizes(of('mcap', 1), of('mcap', 1))).toEqual([2]);
    expect(sizes(of('mcap', 1), of('ulog', 1))).toEqual([1, 1]);
    // 3 of 10 in both, and 2 of 10.
    expect(sizes(of('mcap', 1, 2, 3, 4, 5, 6, 7), of('mcap', 1, 2, 3, 8, 9, 10))).toEqual([2]);
    expect(sizes(of('mcap', 1, 2, 4, 5, 6, 7), of('mcap', 1, 2, 8, 9, 10, 11))).toEqual([1, 1]);
  });

  test('by their format alone if none has a topic', () => {
    expect(sizes(of('blf'), of('blf'))).toEqual([2]);
    expect(sizes(of('blf'), of('blf', 1))).toEqual([1, 1]);
    expect(sizes(of('blf', 1), of('blf'))).toEqual([1, 1]);
  });

  test('of which there are 32 at most: further ones belong to the last', () => {
    const many = Array.from({ length: 35 }, (_, i) => of('mcap', i));
    expect(sizes(...many)).toEqual([...Array(31).fill(1), 4]);
  });
});

test.each([
  ['CAN 1 0x7E8', 'CAN', false],
  ['CAN 1 0x7E8', 'CAN FD', false],
  ['CAN 1 0x1A0', 'CAN', true],
  ['CAN 1 0x7E8', 'std_msgs/msg/Float32', true],
  ['/log', 'x', false],
  ['/log', 'CAN', true],
])('%s of type %s has a rate of its own: %s', (name, type, regular) => {
  expect(rhythmOf(topic(name, { type })).regular).toBe(regular);
});

test('times can be compared from 2008 to 2100, both included', () => {
  const on = (year: number, more = 0n) =>
    comparesAcrossFiles(sighting({ time_ns: `${BigInt(Date.UTC(year, 0, 1)) * 1_000_000n + more}` }));
  expect([on(2008), on(2008, -1n), on(2100), on(2100, 1n)]).toEqual([true, false, true, false]);
  expect(comparesAcrossFiles(sighting({ clock: 'boot' }))).toBe(false);
});

test('a place has a byte and a topic where they are known', () => {
  const timeless = file('a', { summary: { span: null } });
  expect(sightingIn(file('a'), at(5, '/t', 9))).toMatchObject({ offset: 9, clock: 'unix', topic: '/t' });
  expect(sightingIn(timeless, at(5))).not.toHaveProperty('offset');
  expect(sightingIn(timeless, at(5)).clock).toBe('unknown');
  expect(evidenceAt(sighting({ offset: 0 }))).toMatchObject({ offset: 0, topic: '/t' });
  const nowhere = evidenceAt(sighting({ topic: '' }));
  expect([nowhere, nowhere]).toEqual([
    expect.not.objectContaining({ topic: expect.anything() }),
    expect.not.objectContaining({ offset: expect.anything() }),
  ]);
  expect(Object.keys(nowhere)).toEqual(['file_id', 'file_name', 'time']);
});

test('a vehicle is named by the first identity in the order of the alphabet', () => {
  const named = (...versions: [string, string][]) =>
    vehicleIn(versions.map(([component, version]) => ({ component, version })));
  expect(named(['vin', 'B'], ['system_uuid', 'A'])).toBe('A');
  expect(named(['vin', ''], ['vin', 'B'])).toBe('B');
  expect(named(['firmware', 'A'], ['vin', 'B'])).toBe('B');
  expect(named(['firmware', 'A'])).toBe('');
});

test.each([
  [5, 'below 6 V'],
  [12, '12 V net'],
  [24, '24 V net'],
  [48, '48 V net'],
  [400, 'high voltage'],
])('a supply of %d V is of this net: %s', (volts, net) => {
  expect(systemOf(file('a'), metric('battery_voltage', [volts])).net).toBe(net);
  expect(systemOf(file('a'), metric('cpu_percent', [volts])).net).toBe('');
});

test('the usual interval is the lower of two middle ones', () => {
  const [short, long] = [topic('/t', { hz: 10 }), topic('/t', { hz: 1 })].map(
    ({ intervals }) => Object.keys(intervals)[0] ?? '',
  );
  const usual = (intervals: Record<string, number>) => rhythmOf({ ...topic('/t'), intervals }).usual_ns ?? 0;
  expect(usual({ [short ?? '']: 2, [long ?? '']: 2 })).toBe(usual({ [short ?? '']: 2 }));
});
