import type { BusErrorKind } from '../../src/recordings/meaning/can/can-frame.ts';
import type { SampleFrame } from '../can/can-event.ts';
import { lengthCode } from '../can/length-code.ts';
import { dataTypes, type SampleChannel, type SampleGroup } from './channels.ts';

/** Seconds from 64 bits of nanoseconds. */
const timestamp: SampleChannel = {
  name: 'Timestamp',
  unit: 's',
  kind: 2,
  dataType: dataTypes.unsigned,
  at: 0,
  bits: 64,
  linear: { factor: 1e-9, offset: 0 },
};

const unsigned = (name: string, at: number, bits: number, bit = 0): SampleChannel => ({
  name,
  dataType: dataTypes.unsigned,
  at,
  bit,
  bits,
});

/** An event of the ASAM MDF bus logging standard: its channels are parts of one structure. */
function event(name: string, recordBytes: number, parts: SampleChannel[], valueAt?: number): SampleGroup {
  const whole = { name, dataType: dataTypes.bytes, at: 8, bits: (recordBytes - 8) * 8 };
  return {
    name,
    recordBytes,
    channels: [
      timestamp,
      { ...whole, parts: parts.map((part) => ({ ...part, name: `${name}.${part.name}` })) },
    ],
    ...(valueAt === undefined ? {} : { valueAt }),
  };
}

const frameHead = 16;
/** The place of the data bytes, or of their offset. */
const dataAt = frameHead;

const frameParts = [
  unsigned('BusChannel', 8, 8),
  unsigned('Dir', 9, 1, 0),
  unsigned('EDL', 9, 1, 1),
  unsigned('BRS', 9, 1, 2),
  unsigned('ESI', 9, 1, 3),
  unsigned('ID', 10, 29),
  unsigned('IDE', 13, 1, 7),
  unsigned('DLC', 14, 4),
  unsigned('DataLength', 15, 8),
];

/** `bytes`: space for the data in each record; 0: they have variable length and are stored elsewhere. */
export function frameGroup(bytes: number): SampleGroup {
  const data: SampleChannel = {
    name: 'DataBytes',
    kind: bytes === 0 ? 1 : 0,
    dataType: dataTypes.bytes,
    at: dataAt,
    bits: bytes === 0 ? 32 : bytes * 8,
  };
  return event(
    'CAN_DataFrame',
    frameHead + (bytes || 4),
    [...frameParts, data],
    bytes === 0 ? dataAt : undefined,
  );
}

export function frameRecord(group: SampleGroup, frame: SampleFrame, startNs: bigint): Buffer {
  const record = Buffer.alloc(group.recordBytes);
  record.writeBigUInt64LE(frame.timeNs - startNs, 0);
  record.writeUInt8(frame.bus, 8);
  record.writeUInt8(frame.fd ? 6 : 0, 9);
  record.writeUInt32LE(frame.id + (frame.extended ? 2 ** 31 : 0), 10);
  record.writeUInt8(lengthCode(frame.data.byteLength), 14);
  record.writeUInt8(frame.data.byteLength, 15);
  if (group.valueAt === undefined) record.set(frame.data, dataAt);
  return record;
}

export const errorGroup = event('CAN_ErrorFrame', 10, [
  unsigned('BusChannel', 8, 8),
  unsigned('ErrorType', 9, 8),
]);

/** Only frame errors are events of their own; states of a controller are not part of the standard. */
export function errorRecord(timeNs: bigint, bus: number, kind: BusErrorKind): Buffer | undefined {
  if (kind !== 'error frame') return undefined;
  const record = Buffer.alloc(errorGroup.recordBytes);
  record.writeBigUInt64LE(timeNs, 0);
  record.writeUInt8(bus, 8);
  record.writeUInt8(5, 9);
  return record;
}

/** `isVariable`: the data bytes have variable length and are stored elsewhere. */
export function linGroup(isVariable: boolean): SampleGroup {
  const head = 12;
  const data: SampleChannel = {
    name: 'DataBytes',
    kind: isVariable ? 1 : 0,
    dataType: dataTypes.bytes,
    at: head,
    bits: isVariable ? 32 : 64,
  };
  const parts = [
    unsigned('BusChannel', 8, 8),
    unsigned('ID', 9, 6),
    unsigned('DataLength', 10, 8),
    unsigned('ReceivedDataByteCount', 11, 8),
    data,
  ];
  return event('LIN_Frame', head + (isVariable ? 4 : 8), parts, isVariable ? head : undefined);
}

export function linRecord(
  group: SampleGroup,
  timeNs: bigint,
  { bus, id, data }: { bus: number; id: number; data: Uint8Array },
): Buffer {
  const record = Buffer.alloc(group.recordBytes);
  record.writeBigUInt64LE(timeNs, 0);
  record.set([bus, id, data.byteLength, data.byteLength], 8);
  if (group.valueAt === undefined) record.set(data, 12);
  return record;
}

/** Events of buses that are counted: bus, a byte more, and the number of data bytes. */
export function otherBusGroup(name: string): SampleGroup {
  return event(name, 12, [
    unsigned('BusChannel', 8, 8),
    unsigned('Dir', 9, 1),
    unsigned('DataLength', 10, 16),
  ]);
}

export function otherBusRecord(timeNs: bigint, bus: number, length: number): Buffer {
  const record = Buffer.alloc(12);
  record.writeBigUInt64LE(timeNs, 0);
  record.writeUInt8(bus, 8);
  record.writeUInt16LE(length, 10);
  return record;
}

const etherHead = 32;

/**
 * Frames of Ethernet, in the layout of mdflib. `bytes`: space for the payload in each record; 0: they have variable length and
 * are stored elsewhere.
 */
export function etherGroup(bytes: number): SampleGroup {
  const parts: SampleChannel[] = [
    unsigned('BusChannel', 8, 8),
    { name: 'Source', dataType: dataTypes.bytes, at: 9, bits: 48 },
    { name: 'Destination', dataType: dataTypes.bytes, at: 15, bits: 48 },
    unsigned('EthType', 21, 16),
    unsigned('DataLength', 23, 16),
    {
      name: 'DataBytes',
      kind: bytes === 0 ? 1 : 0,
      dataType: dataTypes.bytes,
      at: bytes === 0 ? 25 : etherHead,
      bits: bytes === 0 ? 32 : bytes * 8,
    },
  ];
  return event('ETH_Frame', etherHead + bytes, parts, bytes === 0 ? 25 : undefined);
}

/** `frame`: addresses, type and payload, as on the wire. */
export function etherRecord(group: SampleGroup, timeNs: bigint, frame: Uint8Array): Buffer {
  const { buffer, byteOffset, byteLength } = frame;
  const record = Buffer.alloc(group.recordBytes);
  record.writeBigUInt64LE(timeNs, 0);
  record.writeUInt8(1, 8);
  record.set(frame.subarray(6, 12), 9);
  record.set(frame.subarray(0, 6), 15);
  record.writeUInt16LE(new DataView(buffer, byteOffset, byteLength).getUint16(12), 21);
  record.writeUInt16LE(byteLength - 14, 23);
  if (group.valueAt === undefined) record.set(frame.subarray(14), etherHead);
  return record;
}
