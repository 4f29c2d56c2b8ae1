import type { CanBus } from '../can/bus-traffic.ts';

/** CAN FD carries up to 64 bytes (ISO 11898-1:2015); a longer record is none of a bus. */
export const maxFrameBytes = 64;

/** A frame whose data bytes lie elsewhere, in variable-length signal data. */
export interface PartialFrame {
  bus: CanBus;
  high: number;
  low: number;
  id: number;
  flags: number;
  offset: number;
  /** Of its data bytes, as the record tells it; NaN where it does not. */
  length: number;
}

/** Where frames get their variable-length data bytes; each frame given is passed on to its bus exactly once. */
export interface FrameData {
  /** `dataOffset`: where in the signal data the bytes are. `frame` is only valid during the call. */
  give(frame: PartialFrame, dataOffset: number): void;
}

/** Takes the place of a new object per frame. */
export function setFrame(
  frame: PartialFrame,
  bus: CanBus,
  high: number,
  low: number,
  id: number,
  flags: number,
  offset: number,
  length: number,
): void {
  frame.bus = bus;
  frame.high = high;
  frame.low = low;
  frame.id = id;
  frame.flags = flags;
  frame.offset = offset;
  frame.length = length;
}

export const noBytes = new Uint8Array();

export function passOn(frame: PartialFrame, data: Uint8Array, start: number, length: number): void {
  frame.bus.frame(frame.high, frame.low, frame.id, frame.flags, data, start, length, frame.offset);
}
