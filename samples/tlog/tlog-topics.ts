import type { FlightFault } from '../ulog/flight-faults.ts';
import type { VehicleState } from '../vehicle.ts';

export interface TlogMoment {
  state: VehicleState;
  noise: number;
  index: number;
  /** Whether the fault is present at this moment. */
  has(fault: FlightFault): boolean;
}

type Field = [type: 'u1' | 'i1' | 'u2' | 'i2' | 'u4' | 'i4' | 'f4' | 'u8', ...values: number[]];

/** A message that the vehicle sends; `fields` in wire order. */
export interface TlogTopic {
  id: number;
  crcExtra: number;
  hertz: number;
  fields(moment: TlogMoment): Field[];
}

const quadrotor = 2;
const ardupilot = 3;
const [active, critical] = [4, 5];
const everySensor = 0x2f;

/** As defined in `common.xml` and `ardupilotmega.xml`. */
export const tlogTopics: TlogTopic[] = [
  {
    id: 0,
    crcExtra: 50,
    hertz: 1,
    fields: ({ index, has }) => [
      ['u4', index < 3 ? 0 : 5],
      ['u1', quadrotor, ardupilot, index < 2 ? 81 : 209, has('failsafe') ? critical : active, 3],
    ],
  },
  {
    id: 1,
    crcExtra: 124,
    hertz: 2,
    fields: ({ state, has }) => [
      ['u4', everySensor, everySensor, everySensor],
      ['u2', Math.round(state.cpu * 10), Math.round(state.voltage * 1000) + 3_000],
      ['i2', 1_400],
      ['u2', 0, 0, 0, 0, 0, 0],
      ['i1', has('battery-critical') ? 6 : Math.round(state.battery)],
    ],
  },
  {
    id: 24,
    crcExtra: 24,
    hertz: 5,
    fields: ({ state, noise, has }) => [
      ['u8', 0],
      ['i4', Math.round(state.latitude * 1e7), Math.round(state.longitude * 1e7), 520_000],
      ['u2', 70, 90, 1_300, 0],
      ['u1', has('gps-lost') ? 1 : 4, has('gps-lost') ? 2 : 17],
      ['i4', 570_000],
      ['u4', Math.round((has('gps-inexact') ? 12_000 : 800) + Math.abs(noise) * 50)],
    ],
  },
  {
    id: 30,
    crcExtra: 39,
    hertz: 10,
    fields: ({ noise }) => [
      ['u4', 0],
      ['f4', noise * 0.02, noise * 0.01, 1, 0, 0, 0],
    ],
  },
  {
    id: 74,
    crcExtra: 20,
    hertz: 5,
    fields: ({ state, noise }) => [
      ['f4', state.speed, state.speed, 520 + noise, 0],
      ['i2', 90],
      ['u2', 41],
    ],
  },
  {
    id: 147,
    crcExtra: 154,
    hertz: 1,
    fields: ({ has }) => [
      ['i4', 700, -1],
      ['i2', 3_100],
      ['u2', 4_100, 4_105, 4_098, has('cell-imbalance') ? 3_700 : 4_102, ...Array<number>(6).fill(0xffff)],
      ['i2', 1_400],
      ['u1', 0, 0, 1],
      ['i1', has('battery-critical') ? 6 : 80],
    ],
  },
  {
    id: 193,
    crcExtra: 71,
    hertz: 5,
    fields: ({ has }) => [
      ['f4', 0.06, 0.05, 0.08, has('compass-disturbed') ? 1.4 : 0.09, 0],
      ['u2', 831],
    ],
  },
  {
    id: 241,
    crcExtra: 90,
    hertz: 5,
    fields: ({ noise, index, has }) => {
      const level = has('vibration') ? 66 : 9;
      return [
        ['u8', 0],
        ['f4', level + noise, level + noise, level + noise],
        ['u4', has('accelerometer-clipping') ? index : 0, 0, 0],
      ];
    },
  },
];

const writers: Record<Field[0], [bytes: number, write: (buffer: Buffer, value: number, at: number) => void]> =
  {
    u1: [1, (buffer, value, at) => buffer.writeUInt8(value, at)],
    i1: [1, (buffer, value, at) => buffer.writeInt8(value, at)],
    u2: [2, (buffer, value, at) => buffer.writeUInt16LE(value, at)],
    i2: [2, (buffer, value, at) => buffer.writeInt16LE(value, at)],
    u4: [4, (buffer, value, at) => buffer.writeUInt32LE(value, at)],
    i4: [4, (buffer, value, at) => buffer.writeInt32LE(value, at)],
    f4: [4, (buffer, value, at) => buffer.writeFloatLE(value, at)],
    u8: [8, (buffer, value, at) => buffer.writeBigUInt64LE(BigInt(value), at)],
  };

export function payloadOf(fields: readonly Field[]): Uint8Array {
  const parts = fields.map(([type, ...values]) => {
    const [bytes, write] = writers[type];
    const part = Buffer.alloc(bytes * values.length);
    for (const [index, value] of values.entries()) write(part, value, index * bytes);
    return part;
  });
  return Buffer.concat(parts);
}
