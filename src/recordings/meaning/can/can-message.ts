import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { Place } from '../../summary/occurrence.ts';

/**
 * A message of a transport protocol, or the payload of a single frame: `data[start]` to `data[start + length - 1]`,
 * valid only during the call. Time and offset are those of its first frame.
 */
export interface CanMessage {
  data: Uint8Array;
  start: number;
  length: number;
  high: number;
  low: number;
  offset: number;
  /** Whether the recorder has put it together from all its frames (`frameFlags.message`). */
  whole?: boolean;
}

export function placeOf(
  { high, low, offset }: Pick<CanMessage, 'high' | 'low' | 'offset'>,
  topic: string,
): Place {
  return { timeNs: nanoseconds(high, low), topic, offset };
}

/** Converts a time in halves; exact to a quarter of a microsecond in this century. */
export function milliseconds(high: number, low: number): number {
  return (high * 2 ** 32 + low) / 1e6;
}

export function hex(value: number, digits: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;
}

/**
 * The text in an identification field: printable ASCII, without the padding (NUL, 0xFF, spaces) that ECUs add; empty
 * if it contains anything else.
 */
export function asciiText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/^[\0\xff ]+|[\0\xff ]+$/g, '');
  return /^[\x20-\x7e]+$/.test(text) ? text : '';
}
