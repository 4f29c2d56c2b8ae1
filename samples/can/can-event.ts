import type { BusErrorKind } from '../../src/recordings/meaning/can/can-frame.ts';

/** One frame on the wire, in a form that any CAN container can store. */
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
  /** A remote frame; the length of its `data` is the requested one. */
  remote?: boolean;
}

export interface SampleBusError {
  timeNs: bigint;
  bus: number;
  error: BusErrorKind;
}

/** A frame that was received with an error on the first channel of another network. */
export interface SampleNetworkError {
  timeNs: bigint;
  network: 'Ethernet' | 'FlexRay';
}

export type CanEvent = SampleFrame | SampleBusError;
/** Output of a logger of several kinds of networks. */
export type TraceEvent = CanEvent | SampleNetworkError;

export function isSampleFrame(event: TraceEvent): event is SampleFrame {
  return 'data' in event;
}

export function isNetworkError(event: TraceEvent): event is SampleNetworkError {
  return 'network' in event;
}

/** A frame to be sent `at` seconds after the recording began. */
export interface TimedFrame extends Omit<SampleFrame, 'timeNs' | 'bus'> {
  at: number;
}
