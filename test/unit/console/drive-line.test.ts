import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedSignal } from '../../../console/src/api/signals.ts';
import {
  isWhole,
  nearestDrive,
  shiftedBy,
  windowsAround,
  zoomedAt,
} from '../../../console/src/lib/signals/drive-window.ts';
import {
  type SignalHint,
  signalsThatMatter,
  textsAsked,
} from '../../../console/src/lib/signals/signals-that-matter.ts';

const listed = (name: string, part: Partial<ListedSignal> = {}): ListedSignal => {
  const at = name.lastIndexOf(':');
  return {
    ...{ signal: name, topic: name.slice(0, at), field: name.slice(at + 1), type: '', kind: 'number' },
    ...{ unit: null, labels: null, count: 100, min: 0, max: 1, start_ns: '0', end_ns: '1', clock: 'unix' },
    files: 1,
    ...part,
  };
};
const speed = listed('/bus:VehicleSpeed', { unit: 'km/h' });
const voltage = listed('/bus:BatteryVoltage', { unit: 'V' });
const truck = listed('CAN 2 0x18FEF700:BatteryPotential_PowerInput1', { unit: 'V', count: 5 });
const load = listed('/health:cpu_load', { unit: '%' });
const tilt = listed('/imu:tilt', { count: 9_000 });
const all = [tilt, load, voltage, truck, speed];
const names = (hints: SignalHint[], signals = all, most = 3) =>
  signalsThatMatter(signals, hints, 'unix', most).map(({ signal }) => signal);

describe('the signals that matter', () => {
  test('are those of the findings, the worst first, and then the usual ones', () => {
    const hints = [
      { text: 'Processor saturated: 95th percentile 99 %', topics: ['/diagnostics'] },
      { text: 'Supply voltage down to 16.8 V', topics: ['CAN 2 0x18FEF700'] },
    ];
    expect(names(hints)).toEqual([load.signal, truck.signal, speed.signal]);
  });

  test('are the usual ones where findings name none', () => {
    expect(names([{ text: 'P0301 stored: misfire', topics: ['CAN 1 0x7E8'] }], all, 2)).toEqual([
      speed.signal,
      voltage.signal,
    ]);
  });

  test('include any field that a finding names', () => {
    expect(names([{ text: 'tilt was at its limit', topics: ['/imu'] }], all, 1)).toEqual([tilt.signal]);
  });

  test('change, are numbers, count on the clock of the drive and are no bookkeeping', () => {
    const dull = [
      listed('/a:speed', { max: 0 }),
      listed('/b:speed', { kind: 'text', min: null, max: null }),
      listed('/c:speed', { clock: 'boot' }),
      listed('/d:Speed_Counter'),
    ];
    expect(names([], dull)).toEqual([]);
  });

  test('are asked for by words, and by the topics of findings that are about signals', () => {
    const hints = [
      { text: 'misfire', topics: ['CAN 1 0x7E8'] },
      { text: 'voltage low', topics: ['CAN 2 0x18FEF700'] },
    ];
    const texts = textsAsked(hints);
    expect(texts).toEqual(expect.arrayContaining(['speed', 'volt', 'CAN 2 0x18FEF700']));
    expect(texts).not.toContain('CAN 1 0x7E8');
  });
});

describe('the window of a drive', () => {
  const drive = { start: 100, end: 400 };

  test('is a tenth around the time that is picked, within the drive', () => {
    expect(zoomedAt(drive, drive, 200)).toEqual({ start: 185, end: 215 });
    expect(zoomedAt(drive, drive, 101)).toEqual({ start: 100, end: 130 });
    expect(zoomedAt(drive, drive, 399)).toEqual({ start: 370, end: 400 });
  });

  test('never leaves the drive, and is never empty, however it is moved', () => {
    const time = fc.double({ min: 100, max: 400, noNaN: true });
    fc.assert(
      fc.property(
        time,
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 8 }),
        (at, moves) => {
          let shown = zoomedAt(drive, drive, at);
          for (const share of moves) {
            shown = share > 0 ? zoomedAt(drive, shown, at) : shiftedBy(drive, shown, share);
            expect(shown.start).toBeGreaterThanOrEqual(drive.start);
            expect(shown.end).toBeLessThanOrEqual(drive.end + 1e-9);
            expect(shown.end - shown.start).toBeGreaterThan(1.99);
          }
        },
      ),
    );
  });

  test('of a drive of a moment is all of it', () => {
    const moment = { start: 5, end: 5.5 };
    expect(isWhole(moment, zoomedAt(moment, moment, 5.2))).toBe(true);
    expect(isWhole(drive, zoomedAt(drive, drive, 200))).toBe(false);
  });

  test('of drives far apart is the one that lies nearest', () => {
    const drives = [drive, { start: 9_000_000, end: 9_000_100 }];
    expect(nearestDrive(drives, 150)).toBe(drives[0]);
    expect(nearestDrive(drives, 8_000_000)).toBe(drives[1]);
    expect(nearestDrive([], 5)).toBeUndefined();
  });

  test('around a finding begins before its first mark', () => {
    const lane = { anchor: 'finding-1', title: '', severity: 'error' as const, follows: false };
    const lanes = [{ ...lane, marks: [250, 200] }];
    const around = windowsAround({ recorded: [drive], lanes });
    expect(around.get('finding-1')).toEqual({ from: 194_000_000_000n, to: 206_000_000_000n });
    // A drive months later does not widen it.
    const later = { start: 9_000_000, end: 9_000_001 };
    expect(windowsAround({ recorded: [drive, later], lanes }).get('finding-1')?.from).toBe(193_980_000_000n);
  });
});
