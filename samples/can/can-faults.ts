import type { BusErrorKind } from '../../src/recordings/meaning/can/can-frame.ts';
import { canBuses } from './can-buses.ts';

/**
 * What can be wrong on the buses, and after which share of the recording it begins:
 * - `misfire`: OBD-II codes P0301, P0420, U0100 stored, P0171 pending, P0301 permanent, and the MIL;
 * - `lost-communication`: UDS codes of the cluster;
 * - `overheating`: SPN 110 and 111 with the red stop lamp, and 118 °C of coolant;
 * - `sensor-supply`: SPN 1043 of the brakes with the amber warning lamp;
 * - `stop-lamp`: the brakes ask for the red stop lamp and name no code;
 * - `low-voltage`: the supply falls to `lowVoltage`, which each bus reports in its own way;
 * - `bus-off`: error frames, error passive and bus off of the truck's bus within 20 ms;
 * - `error-frames`: a burst of `burstFrames` error frames on the car's bus within a second.
 * What is reported as a state lasts to the end.
 */
export const canFaultStarts = {
  misfire: 0.5,
  'lost-communication': 0.5,
  overheating: 0.5,
  'sensor-supply': 0.5,
  'stop-lamp': 0.5,
  // The usual voltage of a net is its median.
  'low-voltage': 0.75,
  'bus-off': 0.5,
  'error-frames': 0.5,
} as const;
export type CanFault = keyof typeof canFaultStarts;
export const canFaults = Object.keys(canFaultStarts) as CanFault[];

export function isCanFault(name: string): name is CanFault {
  return Object.hasOwn(canFaultStarts, name);
}

/** Volts of the car's 12 V net; the truck's has twice as many. */
export const lowVoltage = 8.4;

export const burstFrames = 200;

export interface TimedError {
  /** Seconds since the recording began. */
  at: number;
  bus: number;
  error: BusErrorKind;
}

export function busErrors(faults: ReadonlySet<CanFault>, seconds: number): TimedError[] {
  const errors: TimedError[] = [];
  if (faults.has('bus-off')) {
    const begin = seconds * canFaultStarts['bus-off'];
    const sequence = [...Array<'error frame'>(16).fill('error frame'), 'error passive', 'bus off'] as const;
    for (const [index, error] of sequence.entries())
      errors.push({ at: begin + index * 0.001, error, bus: canBuses.truck });
  }
  if (faults.has('error-frames')) {
    const begin = seconds * canFaultStarts['error-frames'];
    for (let index = 0; index < burstFrames; index += 1)
      errors.push({ at: begin + index / burstFrames, error: 'error frame', bus: canBuses.car });
  }
  return errors;
}
