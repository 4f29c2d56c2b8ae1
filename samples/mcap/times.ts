import type { ResolvedOptions } from '../sample-options.ts';
import type { Vehicle } from '../vehicle.ts';

/** With the fault `clock-offset`, a recorder's clock is ahead by this much. */
export const clockOffsetSeconds = 1.5;

/** Where the clocks of many boards start when their battery is empty. */
const emptyClockNs = BigInt(Date.UTC(2000, 0, 1)) * 1_000_000n;

/** Log time of a message, including the faults of the recorder's clock. */
export function logTimeOf(at: number, options: ResolvedOptions, vehicle: Vehicle): bigint {
  const time = options.startNs + nanoseconds(at);
  const share = at / options.seconds;
  if (vehicle.has('clock-offset')) return time + nanoseconds(clockOffsetSeconds);
  // Before the clock is set from GPS, it counts from 1970.
  if (vehicle.has('clock-jump') && share < 0.02) return nanoseconds(at + 17);
  if (vehicle.has('unset-clock')) return emptyClockNs + nanoseconds(at + 17);
  if (vehicle.has('out-of-order') && share > 0.4 && share < 0.5)
    return time - nanoseconds(options.seconds * 0.2);
  return time;
}

export function stampOf(ns: bigint): { sec: number; nanosec: number } {
  return { sec: Number(ns / 1_000_000_000n), nanosec: Number(ns % 1_000_000_000n) };
}

function nanoseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1e9));
}
