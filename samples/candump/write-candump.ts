import type { BusErrorKind } from '../../src/recordings/meaning/can/can-frame.ts';
import { type CanEvent, isSampleFrame } from '../can/can-event.ts';
import { hexBytes, hexId } from '../can/hex.ts';

/**
 * `log` is the format of candump -l and -L; the others are its screen formats: with -t a, -t z, -t d or without; with -t a in
 * colours (-c), with the bytes swapped (-S), with bits (-i).
 */
export type CandumpStyle =
  | 'log'
  | 'screen'
  | 'screen-zero'
  | 'screen-delta'
  | 'screen-bare'
  | 'screen-coloured'
  | 'screen-swapped'
  | 'screen-binary';

/** linux/can/error.h: class (with the flag of an error frame) and the 8 data bytes. */
const errors: Record<BusErrorKind, [id: string, data: string]> = {
  'error frame': ['20000088', '0000040000000000'],
  'overload frame': ['20000088', '0000200000000000'],
  'error warning': ['20000084', '0008000000000000'],
  'error passive': ['20000084', '0020000000000000'],
  'bus off': ['200000C0', '0000000000000000'],
  overrun: ['20000084', '0001000000000000'],
};

const colour = '\u001b[34m';
const colourEnd = '\u001b[0m';

/** Writes events as lines of candump (can-utils, lib.c). */
export function writeCandump(events: readonly CanEvent[], style: CandumpStyle = 'log'): Uint8Array {
  const first = events[0]?.timeNs ?? 0n;
  let previous = first;
  const lines = events.map((event) => {
    const time = timeOf(event.timeNs, first, previous, style);
    previous = event.timeNs;
    const bus = `can${event.bus}`;
    if (style === 'log') return `${time} ${bus} ${compact(event)}\n`;
    if (style === 'screen-coloured') return ` ${time}  ${colour}${bus}  ${long(event, style)}${colourEnd}\n`;
    return ` ${time}  ${bus}  ${long(event, style)}\n`;
  });
  return Buffer.from(lines.join(''), 'latin1');
}

function timeOf(timeNs: bigint, first: bigint, previous: bigint, style: CandumpStyle): string {
  switch (style) {
    case 'log':
    case 'screen':
    case 'screen-coloured':
    case 'screen-swapped':
    case 'screen-binary':
      return `(${seconds(timeNs).padStart(17, '0')})`;
    case 'screen-zero':
      return `(${seconds(timeNs - first).padStart(10, '0')})`;
    case 'screen-delta':
      return `(${seconds(timeNs - previous).padStart(10, '0')})`;
    case 'screen-bare':
      return '';
  }
}

function seconds(ns: bigint): string {
  const us = ns / 1000n;
  return `${us / 1_000_000n}.${String(us % 1_000_000n).padStart(6, '0')}`;
}

function compact(event: CanEvent): string {
  if (!isSampleFrame(event)) return errors[event.error].join('#');
  const id = hexId(event, 3, 8);
  if (event.remote) return `${id}#R${event.data.length || ''}`;
  return `${id}${event.fd ? '##1' : '#'}${hexBytes(event.data)}`;
}

function long(event: CanEvent, style: CandumpStyle): string {
  if (!isSampleFrame(event)) {
    const [id, data] = errors[event.error];
    return `${id}   [8]  ${dataOf(Buffer.from(data, 'hex'), style)}   ERRORFRAME`;
  }
  const { data, fd, remote } = event;
  const length = fd ? `[${String(data.length).padStart(2, '0')}]` : ` [${data.length}]`;
  const id = `${hexId(event, 3, 8)}  ${length}`;
  return remote ? `${id}  remote request` : `${id}  ${dataOf(data, style)}`.trimEnd();
}

function dataOf(data: Uint8Array, style: CandumpStyle): string {
  if (style === 'screen-swapped') return hexBytes(Uint8Array.from(data).reverse(), '`');
  if (style === 'screen-binary')
    return Array.from(data, (byte) => byte.toString(2).padStart(8, '0')).join(' ');
  return hexBytes(data, ' ');
}
