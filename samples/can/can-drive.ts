import { frameBits } from '../../src/recordings/meaning/can/load/frame-bits.ts';
import { createRandom } from '../random.ts';
import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { type Scheduled, ticksOf } from '../schedule.ts';
import { createVehicle, type VehicleState } from '../vehicle.ts';
import { canBuses } from './can-buses.ts';
import type { CanEvent, TimedFrame } from './can-event.ts';
import { busErrors, type CanFault, canFaultStarts, isCanFault, lowVoltage } from './can-faults.ts';
import { carBroadcast, obdIdentity, obdPoll, obdTroubleCodes, sampleVin, udsSession } from './car-traffic.ts';
import {
  babble,
  babblingHertz,
  busSilenced,
  clusterReset,
  codesNotStored,
  failedMonitor,
  flood,
  isDisplaced,
  isDropped,
  loggerPauseSeconds,
  lostShare,
  lowFuelPercent,
  type OperationFault,
  operationFaultsStart,
  overrunErrors,
  overspeedRpm,
  refusedRoutine,
  reprogramming,
} from './operation-faults.ts';
import { exchange } from './segment.ts';
import { truckFast, truckFaults, truckIdentity, truckMedium, truckSlow } from './truck-traffic.ts';

type BusFault = CanFault | OperationFault;

export interface CanDriveOptions extends Pick<SampleOptions, 'seed' | 'startTime' | 'seconds'> {
  faults?: readonly BusFault[];
  /** Only these of `canBuses`. */
  buses?: readonly number[];
}

/** Bits per second: classic CAN and arbitration phase of each bus, and the data phase of CAN FD. */
const bitRates: Record<number, number> = { 1: 500_000, 2: 250_000, 3: 500_000 };
const fdDataRate = 2_000_000;

/** `has`: whether a fault is present at that time. */
type Traffic = (
  at: number,
  index: number,
  state: VehicleState,
  has: (fault: BusFault) => boolean,
) => TimedFrame[];

/** All events of a recording in the order of their times; the same options give the same events. */
export function canDrive(options: CanDriveOptions = {}): CanEvent[] {
  const { seed, startNs, seconds } = resolveOptions({ ...options, faults: [] });
  const buses = new Set(options.buses ?? Object.values(canBuses));
  const faults = new Set<BusFault>(options.faults);
  const vehicle = createVehicle(seed, []);
  const sent: (TimedFrame & { bus: number })[] = [];
  const sending = [...traffics, ...[...faults].flatMap((fault) => faultTraffics[fault] ?? [])];
  for (const { at, index, payload } of ticksOf(
    sending.filter((each) => buses.has(each.payload.bus)),
    seconds,
  )) {
    const share = at / seconds;
    const has = (fault: BusFault) => faults.has(fault) && share >= startOf(fault);
    const state = vehicle.at({ seconds: at, file: share, drive: share });
    if (has('low-voltage')) state.voltage = lowVoltage;
    // The vehicle's charge represents the level of its tank.
    if (has('low-fuel')) state.battery = lowFuelPercent;
    for (const frame of passedOn(payload.traffic(at, index, state, has), has))
      sent.push({ ...frame, bus: payload.bus });
  }
  const begin = seconds * operationFaultsStart;
  for (const fault of faults) {
    if (!buses.has(car)) continue;
    for (const frame of faultScripts[fault]?.(begin) ?? []) sent.push({ ...frame, bus: car });
  }
  const heard = faults.has('flooded')
    ? sent.filter((frame) => frame.bus !== car || !isDisplaced(frame, begin))
    : sent;
  const events: (CanEvent & { at: number })[] = onTheWire(heard).map((frame) => ({
    ...frame,
    timeNs: startNs + nanoseconds(frame.at),
  }));
  const written = faults.has('slow-logger') ? recordedSlowly(events, seed) : events;
  const recorded = written.filter(
    ({ at }) => !faults.has('logger-pause') || at < begin || at >= begin + loggerPauseSeconds,
  );
  const overruns = faults.has('overrun') ? overrunErrors(seconds) : [];
  for (const { at, bus, error } of [
    ...busErrors(new Set([...faults].filter(isCanFault)), seconds),
    ...overruns,
  ]) {
    if (!buses.has(bus)) continue;
    recorded.push({ at, error, bus, timeNs: startNs + nanoseconds(at) });
  }
  return recorded.sort((a, b) => a.at - b.at).map(({ at: _, ...event }) => event);
}

/** What a gateway passes on that drops frames, if it does. */
function passedOn(frames: TimedFrame[], has: (fault: BusFault) => boolean): TimedFrame[] {
  return has('dropped-frames') ? frames.filter((frame) => !isDropped(frame)) : frames;
}

/** What a logger records that is too slow for the truck's bus; transfers in several frames are left whole. */
function recordedSlowly<T extends CanEvent>(events: readonly T[], seed: number): T[] {
  const random = createRandom(seed);
  return events.filter(
    (event) => event.bus !== truck || !('id' in event) || isTransfer(event.id) || random.next() >= lostShare,
  );
}

/** TP.CM and TP.DT of J1939-21, and DM1, which is sent once a second. */
function isTransfer(id: number): boolean {
  const format = (id >> 16) & 0xff;
  return format === 0xec || format === 0xeb || ((id >> 8) & 0xffff) === 0xfeca;
}

/** Share of the recording after which it begins. */
function startOf(fault: BusFault): number {
  return isCanFault(fault) ? canFaultStarts[fault] : operationFaultsStart;
}

/** Assigns each frame the time at which it ends: it waits until its bus is free, and takes as long as its bits. */
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

const { car, truck, fd } = canBuses;

const traffics: Scheduled<{ bus: number; traffic: Traffic }>[] = [
  scheduled(car, 100, 0.1, (at, index, state) => carBroadcast(at, index, state)),
  scheduled(car, 20, 0.23, (at, index, state, has) =>
    obdPoll(
      at,
      index,
      state,
      has('misfire'),
      has('overspeed') ? overspeedRpm : undefined,
      has('codes-cleared'),
    ),
  ),
  scheduled(car, 0.05, 0.03, (at) => obdIdentity(at)),
  scheduled(car, 0.2, 0.41, (at, _index, _state, has) => obdTroubleCodes(at, has('misfire'))),
  scheduled(car, 0.1, 0.32, (at, _index, _state, has) => udsSession(at, has('lost-communication'))),
  scheduled(truck, 50, 0.17, (at, index, state) => truckFast(at, index, state)),
  scheduled(truck, 10, 0.31, (at, _index, state) => truckMedium(at, state)),
  scheduled(truck, 1, 0.37, (at, _index, state, has) => truckSlow(at, state, has('overheating'))),
  scheduled(truck, 1, 0.55, (at, _index, _state, has) => truckFaults(at, has)),
  scheduled(truck, 0.05, 0.06, (at) => truckIdentity(at)),
  scheduled(fd, 50, 0.21, (at, index) => [
    { at, id: 0x120, extended: false, fd: true, data: new Uint8Array(64).fill(index & 0xff) },
  ]),
  scheduled(fd, 0.1, 0.25, (at) => fdIdentity(at)),
];

/** Frames that are only sent if a fault is injected. */
const faultTraffics: Partial<Record<BusFault, (typeof traffics)[number]>> = {
  babbling: scheduled(car, babblingHertz, 0.5, (at, _index, _state, has) =>
    has('babbling') ? babble(at) : [],
  ),
  'refused-services': scheduled(car, 1, 0.77, (at, _index, _state, has) =>
    has('refused-services') ? refusedRoutine(at) : [],
  ),
  'failed-monitor': scheduled(car, 0.1, 0.66, (at, _index, _state, has) =>
    has('failed-monitor') ? failedMonitor(at) : [],
  ),
  resets: scheduled(car, 1, 0.77, (at, _index, _state, has) => (has('resets') ? clusterReset(at) : [])),
};

/** Frames sent once if a fault is injected, on the car's bus. */
const faultScripts: Partial<Record<BusFault, (at: number) => TimedFrame[]>> = {
  reprogramming,
  'codes-not-stored': codesNotStored,
  'bus-silenced': busSilenced,
  flooded: flood,
};

function scheduled(bus: number, hertz: number, phase: number, traffic: Traffic) {
  return { hertz, phase, payload: { bus, traffic } };
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
