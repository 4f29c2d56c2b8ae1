import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../../samples/random.ts';
import { DamageLog } from '../../../../../src/recordings/bytes/damage.ts';
import { createBusTraffic } from '../../../../../src/recordings/meaning/can/bus-traffic.ts';
import { frameFlags } from '../../../../../src/recordings/meaning/can/can-frame.ts';
import type { BitRates } from '../../../../../src/recordings/meaning/can/load/bus-load.ts';
import { frameBits, worstStuffBits } from '../../../../../src/recordings/meaning/can/load/frame-bits.ts';
import { SummaryBuilder } from '../../../../../src/recordings/summary/summary-builder.ts';

const classic = { extended: false, fd: false, bitRateSwitch: false };
const none = () => 0;

describe('bits of a frame', () => {
  test.each([
    // Davis, Burns, Bril, Lukkien, "Controller Area Network schedulability analysis" (2007): 55 + 10 s and 80 + 10 s bits.
    ['11 bits', { ...classic }, 55],
    ['29 bits', { ...classic, extended: true }, 80],
  ])('worst case of classic CAN, %s', (_, kind, base) => {
    for (let bytes = 0; bytes <= 8; bytes += 1) {
      expect(frameBits(kind, bytes, worstStuffBits)).toEqual({ nominal: base + 10 * bytes, data: 0 });
    }
  });

  test('without stuffing 47 + 8 n and 67 + 8 n', () => {
    expect(frameBits(classic, 8, none).nominal).toBe(111);
    expect(frameBits({ ...classic, extended: true }, 8, none).nominal).toBe(131);
  });

  test('CAN FD in both phases: CRC of 17 bits up to 16 bytes, of 21 above, each with its fixed stuff bits', () => {
    const fd = { extended: false, fd: true, bitRateSwitch: true };
    expect(frameBits(fd, 16, none)).toEqual({ nominal: 17 + 12, data: 5 + 128 + 27 + 1 });
    expect(frameBits(fd, 64, none)).toEqual({ nominal: 17 + 12, data: 5 + 512 + 32 + 1 });
    expect(frameBits({ ...fd, extended: true }, 20, none)).toEqual({
      nominal: 36 + 12,
      data: 5 + 160 + 32 + 1,
    });
    expect(frameBits({ ...fd, bitRateSwitch: false }, 16, none)).toEqual({ nominal: 29 + 161, data: 0 });
  });
});

interface Bus {
  rate: number;
  /** Share of the time that the bus is busy. */
  load: number;
  seconds: number;
  /** Nanoseconds of the recorder's clock. */
  resolution?: number;
  flags?: number;
  /** How many frames wait for the bus at the same time. */
  together?: number;
}

/** A bus whose frames come in groups without pauses, as recorded traffic. */
function run({ rate, load, seconds, resolution = 1_000, flags = 0, together = 6 }: Bus, rates?: BitRates) {
  const builder = new SummaryBuilder();
  const traffic = createBusTraffic(builder);
  const bus = traffic.can('CAN 1', rates);
  const random = createRandom(7);
  const kind = { extended: (flags & 1) !== 0, fd: (flags & 2) !== 0, bitRateSwitch: (flags & 4) !== 0 };
  let ns = 0;
  while (ns < seconds * 1e9) {
    let busy = 0;
    for (let index = 0; index < together; index += 1) {
      const { nominal, data } = frameBits(kind, 8);
      const takes = ((nominal + random.normal() * 2) / rate + data / (rates?.data ?? rate)) * 1e9;
      busy += takes;
      ns += takes;
      const stamped = Math.round(ns / resolution) * resolution;
      bus.frame(
        Math.floor(stamped / 2 ** 32),
        stamped % 2 ** 32,
        0x100 + index,
        flags,
        new Uint8Array(8),
        0,
        8,
        0,
      );
    }
    ns += busy * (1 / load - 1) * (0.5 + random.next());
  }
  traffic.finish();
  const { metrics } = builder.finish({ format: 'candump', sizeBytes: 0, damage: new DamageLog() });
  return Object.fromEntries(
    metrics.map(({ name, source, count, sum_milli }) => [
      `${name} ${source}`,
      [count, sum_milli / count / 1000],
    ]),
  );
}

describe('bus load', () => {
  test.each([
    [125_000, 0.2],
    [250_000, 0.05],
    [250_000, 0.6],
    [500_000, 0.1],
    [500_000, 0.9],
    [1_000_000, 0.3],
  ])('finds a bus of %i bit/s and its load of %d', (rate, load) => {
    const metrics = run({ rate, load, seconds: 30 });
    const [count, percent] = metrics['bus_load_percent CAN 1'] ?? [];
    // Neither the first nor the last of 30 seconds; the last group may extend into the 31st.
    expect([28, 29]).toContain(count);
    expect(percent).toBeGreaterThan(load * 95);
    expect(percent).toBeLessThan(load * 105);
  });

  test.each<[string, Bus]>([
    [
      'frames never follow each other without a pause',
      { rate: 500_000, load: 0.2, seconds: 30, together: 1 },
    ],
    ['the recorder’s clock is too coarse', { rate: 500_000, load: 0.2, seconds: 30, resolution: 1e7 }],
    ['the rate is not a usual one', { rate: 370_000, load: 0.4, seconds: 30 }],
    ['the data phase of CAN FD has a rate of its own', { rate: 500_000, load: 0.2, seconds: 30, flags: 6 }],
  ])('is reported in kbit/s if %s', (_, bus) => {
    expect(Object.keys(run(bus))).toEqual(['signal CAN 1 traffic']);
  });

  test('uses the rates that a recording states, also of both phases', () => {
    const flags = frameFlags.fd | frameFlags.bitRateSwitch;
    const metrics = run(
      { rate: 500_000, load: 0.4, seconds: 10, flags, together: 1 },
      { nominal: 500_000, data: 2_000_000 },
    );
    expect(metrics['bus_load_percent CAN 1']?.[1]).toBeGreaterThan(38);
    expect(metrics['bus_load_percent CAN 1']?.[1]).toBeLessThan(42);
  });

  test('reports nothing for a recording shorter than one second', () => {
    expect(run({ rate: 500_000, load: 0.3, seconds: 0.9 })).toEqual({});
  });
});
