import { pgns } from './parameter-group.ts';

/** A frame of connection management; `next` is the packet that a receiver expects. */
export interface Management {
  kind: 'broadcast' | 'request' | 'clear' | 'abort';
  /** Number of the session between the two addresses. */
  session: number;
  pgn: number;
  /** Bytes of the message, and packets; 0 packets if the two contradict each other. */
  size: number;
  packets: number;
  next: number;
}

/** How a version of the standard puts long messages into frames. */
export interface TransportProtocol {
  /** The groups of its frames. */
  managementPgn: number;
  transferPgn: number;
  packetBytes: number;
  /** Undefined for a frame of another kind or form. */
  management(data: Uint8Array, start: number, length: number): Management | undefined;
  /** Number of a packet, and where in `data` its bytes begin. */
  transfer(
    data: Uint8Array,
    start: number,
    length: number,
  ): { session: number; number: number; from: number } | undefined;
}

type Kinds = Readonly<Record<number, Management['kind']>>;

/** SAE J1939-21, 5.10: packets of 7 bytes, one session between two addresses, at most 255 packets. */
const classicKinds: Kinds = { 16: 'request', 17: 'clear', 32: 'broadcast', 255: 'abort' };
const classicBytes = 7;

export const classicTransport: TransportProtocol = {
  managementPgn: pgns.connectionManagement,
  transferPgn: pgns.dataTransfer,
  packetBytes: classicBytes,
  management(data, start, length) {
    const kind = length < 8 ? undefined : classicKinds[data[start] as number];
    if (!kind) return undefined;
    const size = number16(data, start + 1);
    const packets = data[start + 3] as number;
    const sound = size > 8 && packets === Math.ceil(size / classicBytes);
    return {
      ...{ kind, session: 0, pgn: number24(data, start + 5), next: data[start + 2] as number },
      ...{ size, packets: sound ? packets : 0 },
    };
  },
  transfer: (data, start, length) =>
    length < 8 ? undefined : { session: 0, number: data[start] as number, from: start + 1 },
};

/**
 * SAE J1939-22 (CAN FD), as the open-source stack can-j1939 2.0.12 and AUTOSAR's J1939Tp of SSAS have it: FD.TP.CM of 12
 * bytes (control and session in one byte; size, segments and PGN in three), FD.TP.DT with four bytes before 60 of data.
 */
const fdKinds: Kinds = { 0: 'request', 1: 'clear', 4: 'broadcast', 15: 'abort' };
const fdBytes = 60;
const fdHeader = 4;
/** The standard allows 16 MiB; no group that is read comes near it. */
const longestFdMessage = 0xffff;

export const fdTransport: TransportProtocol = {
  managementPgn: pgns.fdConnectionManagement,
  transferPgn: pgns.fdDataTransfer,
  packetBytes: fdBytes,
  management(data, start, length) {
    const kind = length < 12 ? undefined : fdKinds[(data[start] as number) & 0x0f];
    if (!kind) return undefined;
    const size = number24(data, start + 1);
    const packets = number24(data, start + 4);
    const sound = size > 0 && size <= longestFdMessage && packets === Math.ceil(size / fdBytes);
    return {
      ...{ kind, session: (data[start] as number) >> 4, pgn: number24(data, start + 9), next: packets },
      ...{ size, packets: sound ? packets : 0 },
    };
  },
  transfer(data, start, length) {
    const first = data[start] as number;
    // Other formats of data transfer are not public.
    if (length <= fdHeader || (first & 0x0f) !== 0) return undefined;
    return { session: first >> 4, number: number24(data, start + 1), from: start + fdHeader };
  },
};

export const transportProtocols: readonly TransportProtocol[] = [classicTransport, fdTransport];

/** The group that a valid broadcast announces; undefined for other frames. */
export function announcedGroup(
  protocol: TransportProtocol,
  data: Uint8Array,
  start: number,
  length: number,
): number | undefined {
  const management = protocol.management(data, start, length);
  return management?.kind === 'broadcast' && management.packets > 0 ? management.pgn : undefined;
}

function number16(data: Uint8Array, at: number): number {
  return (data[at] as number) | ((data[at + 1] as number) << 8);
}

function number24(data: Uint8Array, at: number): number {
  return number16(data, at) | ((data[at + 2] as number) << 16);
}
