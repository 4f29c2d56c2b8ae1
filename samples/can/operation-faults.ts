import { canBuses } from './can-buses.ts';
import type { TimedFrame } from './can-event.ts';
import type { TimedError } from './can-faults.ts';
import { exchange } from './segment.ts';

/**
 * What can be wrong with how the vehicle and its buses are run, rather than with one of its parts:
 * - `overspeed`: the engine turns at `overspeedRpm`;
 * - `low-fuel`: the tank is down to `lowFuelPercent`;
 * - `babbling`: a device fills the car's bus with frames of the highest priority;
 * - `flooded`: the same for `floodSeconds`, and no other frame gets onto the bus;
 * - `refused-services`: the cluster refuses a routine once a second (conditions not correct);
 * - `overrun`: the interface says that it was read too late;
 * - `failed-monitor`: the engine's test of a catalyst (mode 06) is out of its limits;
 * - `reprogramming`: the cluster is put into the programming session, unlocked and given a download;
 * - `codes-not-stored`: a tester switches the cluster's storing of trouble codes off;
 * - `bus-silenced`: a tester orders the cluster to send no ordinary messages;
 * - `resets`: the cluster is reset once a second;
 * - `codes-cleared`: monitors of the engine have not run since its codes were cleared;
 * - `dropped-frames`: a gateway drops every tenth frame of the brakes (0x4C1, `protectedDbc`);
 * - `slow-logger`: the logger loses `lostShare` of the truck's broadcast frames, from its first one on;
 * - `logger-pause`: nothing is recorded for `loggerPauseSeconds`, while all control units send on.
 * Each of the others begins in the middle of the recording; overspeed, fuel, babbling, refusals, the failed monitor, resets and open monitors last to its end.
 */
export const operationFaults = [
  'overspeed',
  'low-fuel',
  'babbling',
  'flooded',
  'refused-services',
  'overrun',
  'failed-monitor',
  'reprogramming',
  'codes-not-stored',
  'bus-silenced',
  'resets',
  'codes-cleared',
  'dropped-frames',
  'slow-logger',
  'logger-pause',
] as const;
export type OperationFault = (typeof operationFaults)[number];

export const operationFaultsStart = 0.5;

export const overspeedRpm = 9_000;
export const lostShare = 0.5;
export const loggerPauseSeconds = 0.9;
export const lowFuelPercent = 2;

/** The frames of the brakes; their counter is the third byte. */
export const brakes = 0x4c1;

export function isDropped({ id, data }: TimedFrame): boolean {
  return id === brakes && (data[2] as number) % 10 === 5;
}

/** With the other frames of the car's bus more than nine tenths of 500 kbit/s. */
export const babblingHertz = 3_600;
export const floodSeconds = 2;

const babblingId = 0x001;

/** The frames of a flood. */
export function flood(begin: number): TimedFrame[] {
  return Array.from({ length: floodSeconds * babblingHertz }, (_, i) =>
    babble(begin + i / babblingHertz),
  ).flat();
}

/** Whether a frame does not get onto the bus because of a flood. */
export function isDisplaced({ id, at }: TimedFrame, begin: number): boolean {
  return id !== babblingId && at >= begin && at < begin + floodSeconds;
}

export function babble(at: number): TimedFrame[] {
  return [{ at, id: babblingId, extended: false, data: new Uint8Array(8).fill(0x55) }];
}

const cluster = [
  { id: 0x714, extended: false },
  { id: 0x77e, extended: false },
] as const;
const engine = [
  { id: 0x7e0, extended: false },
  { id: 0x7e8, extended: false },
] as const;

/** ISO 14229-1: RoutineControl, refused with conditionsNotCorrect. */
export function refusedRoutine(at: number): TimedFrame[] {
  return exchange(at, cluster, [0x31, 0x01, 0x02, 0x03], [0x7f, 0x31, 0x22]);
}

/** SAE J1979, mode 06: monitor 0x21 (catalyst of bank 1), test 0x80, in thousandths (scaling 0x04): 0.62, at most 0.5. */
export function failedMonitor(at: number): TimedFrame[] {
  const record = [0x21, 0x80, 0x04, 0x02, 0x6c, 0x00, 0x00, 0x01, 0xf4];
  return exchange(at, engine, [0x06, 0x21], [0x46, ...record]);
}

/** ISO 14229-1: session, security access, download, end of the transfer. */
export function reprogramming(at: number): TimedFrame[] {
  const steps: [request: number[], response: number[]][] = [
    [
      [0x10, 0x02],
      [0x50, 0x02, 0x00, 0x32, 0x01, 0xf4],
    ],
    [
      [0x27, 0x01],
      [0x67, 0x01, 0x5a, 0xa5],
    ],
    [
      [0x27, 0x02, 0xa5, 0x5a],
      [0x67, 0x02],
    ],
    [
      [0x34, 0x00, 0x11, 0x00, 0x10],
      [0x74, 0x10, 0x80],
    ],
    [[0x37], [0x77]],
  ];
  return steps.flatMap(([request, response], index) =>
    exchange(at + index * 0.05, cluster, request, response),
  );
}

/** ISO 14229-1: ControlDTCSetting, off. */
export function codesNotStored(at: number): TimedFrame[] {
  return exchange(at, cluster, [0x85, 0x02], [0xc5, 0x02]);
}

/** ISO 14229-1: CommunicationControl, disableRxAndTx. */
export function busSilenced(at: number): TimedFrame[] {
  return exchange(at, cluster, [0x28, 0x03, 0x01], [0x68, 0x03]);
}

/** ISO 14229-1: ECUReset, hard. */
export function clusterReset(at: number): TimedFrame[] {
  return exchange(at, cluster, [0x11, 0x01], [0x51, 0x01]);
}

const overruns = 3;

export function overrunErrors(seconds: number): TimedError[] {
  return Array.from({ length: overruns }, (_, index) => ({
    at: seconds * operationFaultsStart + index,
    bus: canBuses.car,
    error: 'overrun',
  }));
}
