import type { BusErrorKind } from './can-frame.ts';

/** linux/can/error.h: error class bits of the identifier of an error frame. */
const classes = {
  txTimeout: 0x1,
  lostArbitration: 0x2,
  controller: 0x4,
  protocol: 0x8,
  transceiver: 0x10,
  noAcknowledge: 0x20,
  busOff: 0x40,
  busError: 0x80,
  restarted: 0x100,
} as const;

/** linux/can/error.h: `data[1]`, the state of the controller. */
const controllerStates = { overflow: 0x03, warning: 0x0c, passive: 0x30 } as const;

/** linux/can/error.h: `data[2]`, the kind of bit error. */
const violations: [bit: number, name: string][] = [
  [0x01, 'single bit error'],
  [0x02, 'form error'],
  [0x04, 'stuff error'],
  [0x08, 'dominant bit error'],
  [0x10, 'recessive bit error'],
  [0x20, 'overload'],
];

/** The meaning of a SocketCAN error frame; `data` contains what the log kept of its 8 bytes from `start`. */
export function socketCanError(
  id: number,
  data: Uint8Array,
  length: number,
): { kind: BusErrorKind; detail?: string } {
  const state = (id & classes.controller) !== 0 && length > 1 ? (data[1] as number) : 0;
  if ((id & classes.busOff) !== 0) return { kind: 'bus off' };
  if ((state & controllerStates.passive) !== 0) return { kind: 'error passive' };
  if ((state & controllerStates.warning) !== 0) return { kind: 'error warning' };
  if ((state & controllerStates.overflow) !== 0) return { kind: 'overrun' };
  const detail = detailOf(id, length > 2 ? (data[2] as number) : 0);
  return detail === '' ? { kind: 'error frame' } : { kind: 'error frame', detail };
}

function detailOf(id: number, violation: number): string {
  const named: string[] = [];
  if ((id & classes.txTimeout) !== 0) named.push('transmit timeout');
  if ((id & classes.lostArbitration) !== 0) named.push('lost arbitration');
  if ((id & classes.protocol) !== 0) {
    named.push(...violations.filter(([bit]) => (violation & bit) !== 0).map(([, name]) => name));
  }
  if ((id & classes.transceiver) !== 0) named.push('transceiver status');
  if ((id & classes.noAcknowledge) !== 0) named.push('no acknowledgement');
  if ((id & classes.busError) !== 0 && named.length === 0) named.push('bus error');
  if ((id & classes.restarted) !== 0) named.push('restarted after bus off');
  return named.join(', ');
}
