import { describe, expect, test } from 'vitest';
import type { ClockOffset } from '../../../../src/diagnosis/gather/clock-offsets.ts';
import { createClocks, type Onset } from '../../../../src/diagnosis/incidents/clocks.ts';
import { recordingKey } from '../../../../src/diagnosis/recording-key.ts';
import type { ClockKind } from '../../../../src/recordings/summary/file-summary.ts';

function onset(file_name: string, from: number, to = from, clock: ClockKind = 'unix'): Onset {
  const recording = recordingKey({ file_id: file_name, file_name });
  return { recording, clock, from_ns: BigInt(from * 1e9), to_ns: BigInt(to * 1e9) };
}

function offset(reference: string, other: string, offset_s: number, clock: ClockKind = 'unix'): ClockOffset {
  return {
    reference: { file_id: reference, file_name: reference },
    other: { file_id: other, file_name: other, clock },
    offset_s,
    error_s: 0.1,
    landmarks: 5,
  };
}

describe('the time between two onsets', () => {
  test('is exact inside one file', () => {
    const { delay } = createClocks({ clock_offsets: [] });
    expect(delay(onset('a', 10), onset('a', 12))).toEqual({ least: 2, most: 2 });
    expect(delay(onset('a', 10, 11), onset('a', 12, 15))).toEqual({ least: 1, most: 5 });
  });

  test('is uncertain by two seconds between clocks that were not measured', () => {
    const { delay } = createClocks({ clock_offsets: [] });
    expect(delay(onset('a', 10), onset('b', 13))).toEqual({ least: 1, most: 5 });
  });

  test('takes a measured offset into account, with its error', () => {
    const { delay } = createClocks({ clock_offsets: [offset('a', 'b', 5)] });
    expect(delay(onset('a', 10), onset('b', 17))).toEqual({ least: 1.9, most: 2.1 });
    expect(delay(onset('b', 17), onset('a', 10))).toEqual({ least: -2.1, most: -1.9 });
  });

  test('follows offsets over a third file', () => {
    const { delay } = createClocks({ clock_offsets: [offset('a', 'b', 5), offset('a', 'c', -3)] });
    const { least, most } = delay(onset('b', 15), onset('c', 8)) ?? { least: 0, most: 0 };
    expect(least).toBeCloseTo(0.8);
    expect(most).toBeCloseTo(1.2);
  });

  test('leaves open which clock of a measured pair is right, towards a third one', () => {
    const { delay } = createClocks({ clock_offsets: [offset('a', 'b', 5)] });
    expect(delay(onset('b', 20), onset('c', 20))).toEqual({ least: -2, most: 7 });
    expect(delay(onset('a', 20), onset('c', 20))).toEqual({ least: -7, most: 2 });
  });

  test('places a clock of its own by a measured offset, and is unknown without one', () => {
    const boot = onset('log', 30, 30, 'boot');
    const { delay } = createClocks({ clock_offsets: [offset('a', 'log', -1_000_000, 'boot')] });
    expect(delay(onset('a', 1_000_020), boot)?.least).toBeCloseTo(9.9);
    expect(delay(onset('c', 1_000_020), boot)?.least).toBeCloseTo(8);
    expect(createClocks({ clock_offsets: [] }).delay(onset('a', 20), boot)).toBeUndefined();
  });
});
