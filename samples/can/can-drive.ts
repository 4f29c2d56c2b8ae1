import { frameBits } from '../../src/recordings/can/load/frame-bits.ts';
import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { type Scheduled, ticksOf } from '../schedule.ts';
import { createVehicle, type VehicleState } from '../vehicle.ts';
import type { CanEvent, TimedFrame } from './can-event.ts';
import { carBroadcast, obdIdentity, obdPoll, obdTroubleCodes, sampleVin, udsSession } from './car-traffic.ts';
import { exchange } from './segment.ts';
import { truckFast, truckFaults, truckIdentity, truckMedium, truckSlow } from './truck-traffic.ts';

/** What can be wrong on the buses; each begins in the middle of the recording. */
export const canFaults = ['misfire', 'lost-communication', 'overheating', 'bus-off'] as const;
export type CanFault = (typeof canFaults)[number];

export interface CanDriveOptions extends Pick<SampleOptions, 'seed' | 'startTime' | 'seconds'> {
  faults?: readonly CanFault[];
}

/** Channel 1: 500 kbit/s, a car with OBD-II and UDS. Channel 2: 250 kbit/s, J1939. Channel 3: CAN FD. */
export const canBuses = { car: 1, truck: 2, fd: 3 } as const;

/** Bits per second: classic CAN and arbitration phase of each bus, and the data phase of CAN FD. */
const bitRates: Record<number, number> = { 1: 500_000, 2: 250_000, 3: 500_000 };
const fdDataRate = 2_000_000;

type Traffic = (at: number, index: number, state: VehicleState, late: boolean) => TimedFrame[];

/** All events of a recording in the order of their times; the same options give the same events. */
export function canDrive(options: CanDriveOptions = {}): CanEvent[] {
  const { seed, startNs, seconds } = resolveOptions({ ...options, faults: [] });
  const faults = new Set(options.faults);
  const vehicle = createVehicle(seed, []);
  const sent: (TimedFrame & { bus: number })[] = [];
  for (const { at, index, payload } of ticksOf(trafficOf(faults), seconds)) {
    const share = at / seconds;
    const state = vehicle.at({ seconds: at, file: share, drive: share });
    const frames = payload.traffic(at, index, state, share >= 0.5);
    for (const frame of frames) sent.push({ ...frame, bus: payload.bus });
  }
  const events: (CanEvent & { at: number })[] = onTheWire(sent).map((frame) => ({
    ...frame,
    timeNs: startNs + nanoseconds(frame.at),
  }));
  if (faults.has('bus-off')) {
    const sequence = [...Array<'error frame'>(16).fill('error frame'), 'error passive', 'bus off'] as const;
    for (const [index, error] of sequence.entries()) {
      const at = seconds / 2 + index * 0.001;
      events.push({ at, error, bus: canBuses.truck, timeNs: startNs + nanoseconds(at) });
    }
  }
  return events.sort((a, b) => a.at - b.at).map(({ at: _, ...event }) => event);
}

/** Gives each frame the time at which it ends: it waits until its bus is free, and takes as long as its bits. */
function onTheWire<T extends TimedFrame & { bus: number }>(frames: T[]): T[] {
  const free = new Map<number, number>();
  return frames
    .toSorted((a, b) => a.at - b.at)
    .map((frame) => {
      const { bus, extended, fd = false, data } = frame;
      const bits = frameBits({ extended, fd, bitRateSwitch: fd }, data.length);
      const takes = bits.nominal / (bitRates[bus] as number) + bits.data / fdDataRate;
      const at = Math.max(frame.at, free.get(bus) ?? 0) + takes;
      free.set(bus, at);
      return { ...frame, at };
    });
}

function trafficOf(faults: ReadonlySet<CanFault>): Scheduled<{ bus: number; traffic: Traffic }>[] {
  const { car, truck, fd } = canBuses;
  const scheduled = (bus: number, hertz: number, phase: number, traffic: Traffic) => ({
    hertz,
    phase,
    payload: { bus, traffic },
  });
  const misfire = (late: boolean) => late && faults.has('misfire');
  const hot = (late: boolean) => late && faults.has('overheating');
  return [
    scheduled(car, 100, 0.1, (at, index, state) => carBroadcast(at, index, state)),
    scheduled(car, 20, 0.23, (at, index, state, late) => obdPoll(at, index, state, misfire(late))),
    scheduled(car, 0.05, 0.03, (at) => obdIdentity(at)),
    scheduled(car, 0.2, 0.41, (at, _index, _state, late) => obdTroubleCodes(at, misfire(late))),
    scheduled(car, 0.1, 0.32, (at, _index, _state, late) =>
      udsSession(at, late && faults.has('lost-communication')),
    ),
    scheduled(truck, 50, 0.17, (at, index, state) => truckFast(at, index, state)),
    scheduled(truck, 10, 0.31, (at, _index, state) => truckMedium(at, state)),
    scheduled(truck, 1, 0.37, (at, _index, state, late) => truckSlow(at, state, hot(late))),
    scheduled(truck, 1, 0.55, (at, _index, _state, late) => truckFaults(at, hot(late))),
    scheduled(truck, 0.05, 0.06, (at) => truckIdentity(at)),
    scheduled(fd, 50, 0.21, (at, index) => [
      { at, id: 0x120, extended: false, fd: true, data: new Uint8Array(64).fill(index & 0xff) },
    ]),
    scheduled(fd, 0.1, 0.25, (at) => fdIdentity(at)),
  ];
}

/** A VIN in one CAN FD frame and a longer answer in frames of 64 bytes, on normal fixed addresses. */
function fdIdentity(at: number): TimedFrame[] {
  const pair = [
    { id: 0x18da33f1, extended: true, fd: true },
    { id: 0x18daf133, extended: true, fd: true },
  ] as const;
  const version = 'FD-ECU software 9.2.0 '.repeat(5);
  return [
    ...exchange(at, pair, [0x22, 0xf1, 0x90], [0x62, 0xf1, 0x90, ...Buffer.from(sampleVin)]),
    ...exchange(at + 0.1, pair, [0x22, 0xf1, 0x95], [0x62, 0xf1, 0x95, ...Buffer.from(version)]),
  ];
}

function nanoseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1e6)) * 1000n;
}
