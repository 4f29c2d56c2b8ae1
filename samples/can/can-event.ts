import type { BusErrorKind } from '../../src/recordings/can/can-frame.ts';

/** One frame on the wire, as any CAN container can hold it. */
export interface SampleFrame {
  timeNs: bigint;
  /** Channel number, from 1. */
  bus: number;
  /** 11 or 29 bits, without flags. */
  id: number;
  extended: boolean;
  /** At most 8 bytes, or one of the CAN FD lengths up to 64. */
  data: Uint8Array;
  /** CAN FD, with bit rate switch. */
  fd?: boolean;
  /** A remote frame; the length of its `data` is the one that is asked for. */
  remote?: boolean;
}

export interface SampleBusError {
  timeNs: bigint;
  bus: number;
  error: BusErrorKind;
}

export type CanEvent = SampleFrame | SampleBusError;

export function isSampleFrame(event: CanEvent): event is SampleFrame {
  return 'data' in event;
}

/** A frame to be sent `at` seconds after the recording began. */
export interface TimedFrame extends Omit<SampleFrame, 'timeNs' | 'bus'> {
  at: number;
}
