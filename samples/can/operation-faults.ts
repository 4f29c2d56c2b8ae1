import { canBuses } from './can-buses.ts';
import type { TimedFrame } from './can-event.ts';
import type { TimedError } from './can-faults.ts';
import { exchange } from './segment.ts';

/**
 * What can be wrong with how the vehicle and its buses are run, rather than with one of its parts:
 * - `overspeed`: the engine turns at `overspeedRpm`;
 * - `low-fuel`: the tank is down to `lowFuelPercent`;
 * - `babbling`: a device fills the car's bus with frames of the highest priority;
 * - `refused-services`: the cluster refuses a routine once a second (conditions not correct);
 * - `overrun`: the interface says that it was read too late.
 * Each begins in the middle of the recording and, but for the overrun, lasts to its end.
 */
export const operationFaults = ['overspeed', 'low-fuel', 'babbling', 'refused-services', 'overrun'] as const;
export type OperationFault = (typeof operationFaults)[number];

export const operationFaultsStart = 0.5;

export const overspeedRpm = 9_000;
export const lowFuelPercent = 2;

/** With the other frames of the car's bus more than nine tenths of 500 kbit/s. */
export const babblingHertz = 3_600;

export function babble(at: number): TimedFrame[] {
  return [{ at, id: 0x001, extended: false, data: new Uint8Array(8).fill(0x55) }];
}

/** ISO 14229-1: RoutineControl, refused with conditionsNotCorrect. */
export function refusedRoutine(at: number): TimedFrame[] {
  const pair = [
    { id: 0x714, extended: false },
    { id: 0x77e, extended: false },
  ] as const;
  return exchange(at, pair, [0x31, 0x01, 0x02, 0x03], [0x7f, 0x31, 0x22]);
}

const overruns = 3;

export function overrunErrors(seconds: number): TimedError[] {
  return Array.from({ length: overruns }, (_, index) => ({
    at: seconds * operationFaultsStart + index,
    bus: canBuses.car,
    error: 'overrun',
  }));
}
