import type { BusErrorKind } from '../../src/recordings/meaning/can/can-frame.ts';
import {
  isNetworkError,
  isSampleFrame,
  type SampleFrame,
  type SampleNetworkError,
  type TraceEvent,
} from '../can/can-event.ts';
import { lengthCode } from '../can/length-code.ts';
import { BlfFileWriter, type BlfWriterOptions, type WrittenContainer } from './blf-file-writer.ts';
import { otherObject } from './other-objects.ts';

export interface BlfOptions extends Omit<BlfWriterOptions, 'startMs'> {
  /** CAN FD frames as CAN_FD_MESSAGE_64, which newer interfaces write, or as CAN_FD_MESSAGE. */
  fdObjects?: 'message64' | 'message';
  /** Without it the header contains no date. */
  dated?: boolean;
  /** With an object of another bus or kind after every third event. */
  others?: boolean;
}

const msPerNs = 1_000_000n;

/** Writes events as a Vector BLF; `containers` receives the places of the frames. */
export function writeBlf(
  events: readonly TraceEvent[],
  options: BlfOptions = {},
): { bytes: Uint8Array; containers: WrittenContainer[] } {
  const { fdObjects = 'message64', dated = true, others = false, ...writerOptions } = options;
  const startMs = (events[0]?.timeNs ?? 0n) / msPerNs;
  const writer = new BlfFileWriter({ ...writerOptions, ...(dated && { startMs: Number(startMs) }) });
  for (const [index, event] of events.entries()) {
    const { type, body, isFrame = true } = objectOf(event, fdObjects);
    const sinceNs = event.timeNs - startMs * msPerNs;
    writer.object(type, sinceNs, body, isFrame);
    if (!others || index % 3 > 0) continue;
    const other = otherObject(index / 3);
    writer.object(other.type, sinceNs, other.body, other.isFrame);
  }
  const bytes = writer.end();
  return { bytes, containers: writer.containers };
}

interface Written {
  type: number;
  body: Uint8Array;
  isFrame?: boolean;
}

function objectOf(event: TraceEvent, fdObjects: 'message64' | 'message'): Written {
  if (isNetworkError(event)) return networkErrorObject(event.network);
  return isSampleFrame(event) ? frameObject(event, fdObjects) : errorObject(event.bus, event.error);
}

/** ETHERNET_RX_ERROR with 60 bytes, and FR_ERROR, on channel 1; the layouts of `src/recordings/formats/blf/bus-objects.ts`. */
function networkErrorObject(network: SampleNetworkError['network']): Written {
  const body = Buffer.alloc(network === 'Ethernet' ? 20 + 60 : 8);
  body.writeUInt16LE(1, network === 'Ethernet' ? 2 : 0);
  return { type: network === 'Ethernet' ? 102 : 47, body, isFrame: false };
}

function frameObject(frame: SampleFrame, fdObjects: 'message64' | 'message'): Written {
  if (!frame.fd) return classicObject(frame);
  return fdObjects === 'message64' ? fdObject64(frame) : fdObject(frame);
}

function identifier({ id, extended }: SampleFrame): number {
  return extended ? id + 2 ** 31 : id;
}

/** The first bus with CAN_MESSAGE (1), the others with CAN_MESSAGE2 (86), which continues with length and bit count. */
function classicObject(frame: SampleFrame): Written {
  const isFirst = frame.bus === 1;
  const body = Buffer.alloc(isFirst ? 16 : 24);
  body.writeUInt16LE(frame.bus, 0);
  body.writeUInt8(frame.remote ? 0x80 : 0, 2);
  body.writeUInt8(frame.data.length, 3);
  body.writeUInt32LE(identifier(frame), 4);
  if (!frame.remote) body.set(frame.data, 8);
  return { type: isFirst ? 1 : 86, body };
}

function fdObject(frame: SampleFrame): Written {
  const body = Buffer.alloc(84);
  body.writeUInt16LE(frame.bus, 0);
  body.writeUInt8(lengthCode(frame.data.length), 3);
  body.writeUInt32LE(identifier(frame), 4);
  body.writeUInt8(0x3, 13);
  body.writeUInt8(frame.data.length, 14);
  body.set(frame.data, 20);
  return { type: 100, body };
}

function fdObject64(frame: SampleFrame): Written {
  const body = Buffer.alloc(40 + frame.data.length);
  body.writeUInt8(frame.bus, 0);
  body.writeUInt8(lengthCode(frame.data.length), 1);
  body.writeUInt8(frame.data.length, 2);
  body.writeUInt32LE(identifier(frame), 4);
  body.writeUInt32LE(0x3000, 12);
  body.set(frame.data, 40);
  return { type: 101, body };
}

function errorObject(bus: number, kind: BusErrorKind): Written {
  switch (kind) {
    case 'error frame': {
      const body = Buffer.alloc(32);
      body.writeUInt16LE(bus, 0);
      body.writeUInt32LE(2, 4);
      // Stuff error, in the numbering of Vector's CAN core.
      body.writeUInt16LE(2 << 6, 20);
      return { type: 73, body };
    }
    case 'overload frame': {
      const body = Buffer.alloc(8);
      body.writeUInt16LE(bus, 0);
      return { type: 3, body };
    }
    case 'overrun': {
      const body = Buffer.alloc(8);
      body.writeUInt32LE(1, 0);
      body.writeUInt16LE(bus, 4);
      return { type: 91, body, isFrame: false };
    }
    default: {
      const body = Buffer.alloc(8);
      body.writeUInt16LE(bus, 0);
      body.writeUInt8({ 'error warning': 96, 'error passive': 128, 'bus off': 255 }[kind], 2);
      return { type: 31, body, isFrame: false };
    }
  }
}
