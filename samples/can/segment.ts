import type { TimedFrame } from './can-event.ts';
import { paddedLength } from './length-code.ts';

export interface Address {
  id: number;
  extended: boolean;
  fd?: boolean;
}

/** Interval between the frames of one message, typical of a tester and an ECU. */
const frameGap = 0.002;
const padding = 0x55;

/**
 * ISO 15765-2:2016, 9.6: a message as a single frame, or as first frame, the receiver's flow control (on
 * `receiver`) and consecutive frames. CAN FD addresses use frames of up to 64 bytes and the escape lengths.
 */
export function isoTp(
  at: number,
  sender: Address,
  receiver: Address,
  message: ArrayLike<number>,
): TimedFrame[] {
  const bytes = Array.from(message);
  const longest = sender.fd ? 64 : 8;
  if (bytes.length <= 7) return [frame(at, sender, [bytes.length, ...bytes])];
  if (bytes.length <= longest - 2) return [frame(at, sender, [0, bytes.length, ...bytes])];
  const inFirst = longest - 2;
  const frames = [
    frame(at, sender, [0x10 | (bytes.length >> 8), bytes.length & 0xff, ...bytes.slice(0, inFirst)]),
    frame(at + frameGap, receiver, [0x30, 0, 0]),
  ];
  for (let from = inFirst, index = 1; from < bytes.length; from += longest - 1, index += 1) {
    const part = bytes.slice(from, from + longest - 1);
    frames.push(frame(at + (index + 1) * frameGap, sender, [0x20 | (index & 0xf), ...part]));
  }
  return frames;
}

/** A request and its response, `after` seconds later. */
export function exchange(
  at: number,
  [tester, ecu]: readonly [Address, Address],
  request: ArrayLike<number>,
  response: ArrayLike<number>,
  after = 0.01,
): TimedFrame[] {
  return [...isoTp(at, tester, ecu, request), ...isoTp(at + after, ecu, tester, response)];
}

function frame(at: number, { id, extended, fd }: Address, bytes: number[]): TimedFrame {
  const data = new Uint8Array(paddedLength(bytes.length)).fill(padding);
  data.set(bytes);
  return { at, id, extended, data, ...(fd && { fd }) };
}

/** SAE J1939-21, 5.2: 29-bit identifier of a parameter group; of a PDU1 group `destination` is the address. */
export function j1939Id(priority: number, pgn: number, source: number, destination = 0xff): number {
  const specific = ((pgn >> 8) & 0xff) < 240 ? destination : pgn & 0xff;
  return priority * 2 ** 26 + ((pgn & 0x3ff00) << 8) + (specific << 8) + source;
}

const transportPriority = 7;
const connectionManagement = 0xec00;
const dataTransfer = 0xeb00;

/** SAE J1939-21, 5.10.3: a message longer than 8 bytes, to all, one packet every 50 ms. */
export function broadcastAnnounce(
  at: number,
  pgn: number,
  source: number,
  message: ArrayLike<number>,
): TimedFrame[] {
  const packets = Math.ceil(message.length / 7);
  const announce = [0x20, message.length & 0xff, message.length >> 8, packets, 0xff, ...pgnBytes(pgn)];
  return [
    j1939Frame(at, connectionManagement, source, 0xff, announce),
    ...packetsOf(message).map((packet, index) =>
      j1939Frame(at + (index + 1) * 0.05, dataTransfer, source, 0xff, packet),
    ),
  ];
}

/** SAE J1939-21, 5.10.3: the same to one address, which requests the packets (RTS, CTS, end of message). */
export function requestToSend(
  at: number,
  pgn: number,
  source: number,
  destination: number,
  message: ArrayLike<number>,
): TimedFrame[] {
  const packets = packetsOf(message);
  const size = [message.length & 0xff, message.length >> 8, packets.length];
  const rest = pgnBytes(pgn);
  const sent = packets.map((packet, index) =>
    j1939Frame(at + 0.01 + index * frameGap, dataTransfer, source, destination, packet),
  );
  const end = at + 0.012 + packets.length * frameGap;
  return [
    j1939Frame(at, connectionManagement, source, destination, [0x10, ...size, 0xff, ...rest]),
    j1939Frame(at + 0.005, connectionManagement, destination, source, [
      0x11,
      packets.length,
      1,
      0xff,
      0xff,
      ...rest,
    ]),
    ...sent,
    j1939Frame(end, connectionManagement, destination, source, [0x13, ...size, 0xff, ...rest]),
  ];
}

export function j1939Frame(
  at: number,
  pgn: number,
  source: number,
  destination: number,
  bytes: ArrayLike<number>,
  priority = transportPriority,
): TimedFrame {
  return {
    at,
    id: j1939Id(priority, pgn, source, destination),
    extended: true,
    data: Uint8Array.from(bytes),
  };
}

function packetsOf(message: ArrayLike<number>): Uint8Array[] {
  const bytes = Array.from(message);
  return Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) => {
    const packet = new Uint8Array(8).fill(0xff);
    packet.set([index + 1, ...bytes.slice(index * 7, index * 7 + 7)]);
    return packet;
  });
}

function pgnBytes(pgn: number): number[] {
  return [pgn & 0xff, (pgn >> 8) & 0xff, pgn >> 16];
}

const fdConnectionManagement = 0x4d00;
const fdDataTransfer = 0x4e00;
const fdSegment = 60;

/**
 * SAE J1939-22, in the layout of the open-source stack can-j1939: a message in segments of 60 bytes on CAN FD, to all
 * (`destination` 0xFF), or to one address, which requests the segments.
 */
export function fdTransport(
  at: number,
  pgn: number,
  source: number,
  destination: number,
  message: ArrayLike<number>,
  session = 0,
): TimedFrame[] {
  const bytes = Array.from(message);
  const segments = Math.ceil(bytes.length / fdSegment);
  const three = (value: number) => [value & 0xff, (value >> 8) & 0xff, value >> 16];
  const send = (after: number, group: number, from: number, to: number, content: number[]): TimedFrame => {
    const data = new Uint8Array(paddedLength(content.length)).fill(0xff);
    data.set(content);
    return { ...j1939Frame(at + after, group, from, to, data), fd: true };
  };
  const manage = (kind: number, first: number, second: number, third: number) => [
    (session << 4) | kind,
    ...three(first),
    ...three(second),
    third,
    0,
    ...three(pgn),
  ];
  const global = destination === 0xff;
  const data = Array.from({ length: segments }, (_, index) =>
    send(0.01 + index * 0.01, fdDataTransfer, source, destination, [
      session << 4,
      ...three(index + 1),
      ...bytes.slice(index * fdSegment, (index + 1) * fdSegment),
    ]),
  );
  const announce = manage(global ? 4 : 0, bytes.length, segments, global ? 0xff : segments);
  const end = 0.02 + segments * 0.01;
  return [
    send(0, fdConnectionManagement, source, destination, announce),
    ...(global
      ? []
      : [send(0.005, fdConnectionManagement, destination, source, manage(1, 0xffffff, 1, segments))]),
    ...data,
    send(end, fdConnectionManagement, source, destination, manage(2, bytes.length, segments, 0)),
  ];
}
