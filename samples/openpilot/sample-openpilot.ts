import { canDrive } from '../can/can-drive.ts';
import { isSampleFrame, type SampleFrame } from '../can/can-event.ts';
import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { ticksOf } from '../schedule.ts';
import { createVehicle, type VehicleState } from '../vehicle.ts';
import { type PointerContent, type StructContent, writeMessage } from './event-writer.ts';

/** Faults that a device of openpilot reports. */
export const openpilotFaults = ['can-error', 'process-ended', 'too-hot', 'position-lost', 'misfire'] as const;
export type OpenpilotFault = (typeof openpilotFaults)[number];

export interface OpenpilotOptions extends Omit<SampleOptions, 'faults'> {
  faults?: readonly OpenpilotFault[];
}

/** The device was switched on this long before the log begins. */
const uptimeNs = 45_000_000_000n;
/** Progress of the log at which its faults begin, 0–1. */
const faultsFrom = 0.4;
/** CAN frames of this time are one event. */
const canPeriodNs = 10_000_000n;

interface Moment {
  state: VehicleState;
  has(fault: OpenpilotFault): boolean;
}

/** Discriminants of `Event` in cereal's `log.capnp`. */
const kinds = {
  initData: 0,
  can: 4,
  deviceState: 5,
  logMessage: 17,
  carState: 21,
  gpsLocationExternal: 47,
  carParams: 67,
  managerState: 76,
  peripheralState: 78,
  pandaStates: 79,
  errorLogMessage: 83,
  selfdriveState: 128,
  onroadEvents: 132,
} as const;

interface Topic {
  kind: number;
  hertz: number;
  content(moment: Moment): PointerContent;
}

/** `OnroadEvent`: canError, immediateDisable; wrongGear, noEntry. */
const canError = { u16: { 0: 0 }, flags: [21] };
const wrongGear = { u16: { 0: 2 }, flags: [17] };

const topics: readonly Topic[] = [
  {
    kind: kinds.carState,
    hertz: 100,
    content: ({ state, has }) => ({
      struct: {
        f32: {
          0: state.speed,
          16: 4 * Math.sin(state.heading),
          28: 0.1,
          52: state.battery / 100,
          60: 800 + state.speed * 90,
        },
        flags: has('can-error') ? [358] : [74],
      },
    }),
  },
  {
    kind: kinds.deviceState,
    hertz: 2,
    content: ({ state, has }) => ({
      struct: {
        f32: { 16: 100 - state.disk, 60: 52, 84: 7.5 },
        u8: { 25: Math.round(state.ram) },
        u16: { 26: has('too-hot') ? 3 : 0 },
        pointers: {
          1: { f32s: [state.temperature, state.temperature + 1] },
          4: { bytes: Uint8Array.of(Math.round(state.cpu), Math.round(state.cpu)) },
        },
      },
    }),
  },
  {
    kind: kinds.gpsLocationExternal,
    hertz: 10,
    content: ({ has }) => ({
      struct: {
        f32: { 36: 1.2 },
        u8: { 61: has('position-lost') ? 2 : 14 },
        flags: has('position-lost') ? [] : [480],
      },
    }),
  },
  {
    kind: kinds.managerState,
    hertz: 1,
    content: ({ has }) => ({
      struct: {
        pointers: {
          0: { structs: [processState('camerad', !has('process-ended')), processState('ui', true)] },
        },
      },
    }),
  },
  {
    kind: kinds.peripheralState,
    hertz: 2,
    content: ({ state }) => ({ struct: { u32: { 4: Math.round(state.voltage * 1000) } } }),
  },
  {
    kind: kinds.pandaStates,
    hertz: 10,
    content: ({ state }) => ({
      structs: [{ u32: { 0: Math.round(state.voltage * 1000), 4: 0 }, flags: [64] }],
    }),
  },
  {
    kind: kinds.onroadEvents,
    hertz: 1,
    content: ({ has }) => ({ structs: has('can-error') ? [wrongGear, canError] : [wrongGear] }),
  },
  {
    kind: kinds.selfdriveState,
    hertz: 100,
    content: ({ has }) => ({ struct: has('can-error') ? canErrorAlert : { u16: { 0: 2 } } }),
  },
];

const canErrorAlert: StructContent = {
  u16: { 0: 0, 4: 2, 6: 3 },
  pointers: {
    0: { text: 'TAKE CONTROL IMMEDIATELY' },
    1: { text: 'CAN Error' },
    2: { text: 'canError/immediateDisable' },
  },
};

function processState(name: string, running: boolean): StructContent {
  return {
    i32: { 0: 1_234, 8: running ? 0 : -11 },
    flags: running ? [32, 33] : [33],
    pointers: { 0: { text: name } },
  };
}

/** The log of a device that runs openpilot in the sample car, as `rlog`. */
export function sampleOpenpilot(options: OpenpilotOptions = {}): Uint8Array {
  return Buffer.concat(sampleEvents(options));
}

/** The same, event by event. */
export function sampleEvents({ faults = [], ...rest }: OpenpilotOptions = {}): Uint8Array[] {
  const resolved = resolveOptions(rest);
  const { startNs, seconds, seed } = resolved;
  const vehicle = createVehicle(seed, []);
  const present = new Set(faults);
  const events: { timeNs: bigint; bytes: Uint8Array }[] = [];
  const add = (atNs: bigint, kind: number, content: PointerContent) =>
    events.push({ timeNs: atNs, bytes: writeEvent(uptimeNs + atNs, kind, content) });

  const scheduled = topics.map((topic, id) => ({ hertz: topic.hertz, phase: (id + 1) / 12, payload: topic }));
  for (const { at, payload } of ticksOf(scheduled, seconds)) {
    const share = at / seconds;
    const state = vehicle.at({ seconds: at, file: share, drive: share });
    const has = (fault: OpenpilotFault) => share >= faultsFrom && present.has(fault);
    add(nanoseconds(at), payload.kind, payload.content({ state, has }));
  }
  add(nanoseconds(1), kinds.logMessage, { text: logText('INFO', 20, 'controlsd got CarParams') });
  const misfire = present.has('misfire') ? (['misfire'] as const) : [];
  const frames = canDrive({
    seed,
    seconds,
    startTime: new Date(Number(startNs / 1_000_000n)),
    buses: [1],
    faults: misfire,
  });
  for (const [periodNs, content] of canEvents(frames.filter(isSampleFrame), startNs))
    add(periodNs, kinds.can, content);
  const ordered = events.sort((a, b) => (a.timeNs < b.timeNs ? -1 : Number(a.timeNs > b.timeNs)));
  return [
    writeEvent(uptimeNs, kinds.initData, initData(startNs)),
    writeEvent(uptimeNs, kinds.carParams, { struct: { pointers: { 1: { text: 'SAMPLE CAR 2026' } } } }),
    ...ordered.map(({ bytes }) => bytes),
  ];
}

/** `Event`: time, kind and content. */
export function writeEvent(monoNs: bigint, kind: number, content: PointerContent, split = false): Uint8Array {
  return writeMessage(
    { u64: { 0: monoNs }, u16: { 8: kind }, u32: { 12: 0 }, pointers: { 0: content } },
    { split },
  );
}

function initData(startNs: bigint): PointerContent {
  return {
    struct: {
      u16: { 0: 4 },
      u64: { 8: startNs },
      pointers: {
        2: { text: 'a1b2c3d4e5f60718' },
        3: { text: '0.10.1' },
        8: { text: 'a1b2c3d4' },
        9: { text: 'release3' },
        12: { text: 'Linux version 4.9.103' },
        15: { text: '12.6' },
      },
    },
  };
}

/** Frames by the period in which they were received; bus 1 of the car is bus 0 of the panda. */
function canEvents(frames: SampleFrame[], startNs: bigint): Map<bigint, PointerContent> {
  const periods = new Map<bigint, StructContent[]>();
  for (const { timeNs, bus, id, data } of frames) {
    const period = ((timeNs - startNs) / canPeriodNs + 1n) * canPeriodNs;
    const own = periods.get(period) ?? [];
    own.push({ u32: { 0: id, 4: (bus - 1) << 16 }, pointers: { 0: { bytes: data } } });
    periods.set(period, own);
  }
  return new Map([...periods].map(([period, structs]) => [period, { structs }]));
}

export function logText(level: string, levelnum: number, msg: string, daemon = 'controlsd'): string {
  return JSON.stringify({ level, levelnum, msg, ctx: { daemon }, filename: `${daemon}.py`, lineno: 42 });
}

function nanoseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1e9));
}
