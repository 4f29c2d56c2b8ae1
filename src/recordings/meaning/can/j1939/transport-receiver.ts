import { type CanMessage, milliseconds } from '../can-message.ts';
import { globalAddress } from './parameter-group.ts';

/** SAE J1939-21, 5.10: the longest message, 255 packets of 7 bytes. */
const longestMessage = 255 * 7;
const packetBytes = 7;

/** 5.10.2.4: T1, between two packets of a broadcast; T2, of a receiver after its clear-to-send. */
const broadcastTimeoutMs = 750;
const connectionTimeoutMs = 1_250;

/** A bus has at most 254 addresses, and few of them send long messages at the same time. */
const maxSessions = 128;

/** 5.10.3: control bytes of connection management. */
const control = { requestToSend: 16, clearToSend: 17, endOfMessage: 19, broadcast: 32, abort: 255 } as const;

interface Session {
  pgn: number;
  topic: string;
  broadcast: boolean;
  size: number;
  packets: number;
  next: number;
  lastMs: number;
  buffer: Uint8Array;
  high: number;
  low: number;
  offset: number;
}

export type TransportProblem = 'packet lost' | 'timeout' | 'interrupted message' | 'connection aborted';

/** Sender and receiver of a message; `topic` is that of the frame that announced it. */
export interface Sent {
  source: number;
  destination: number;
  topic: string;
}

export interface TransportListener {
  /** Whether messages of this parameter group are to be reassembled. */
  wanted(pgn: number, sent: Sent): boolean;
  message(message: CanMessage, pgn: number, sent: Sent): void;
  problem(problem: TransportProblem, pgn: number, frame: TransportFrame): void;
}

/** The frame that carries a part of a message. */
export interface TransportFrame extends Sent {
  data: Uint8Array;
  start: number;
  length: number;
  high: number;
  low: number;
  offset: number;
}

/**
 * Reassembles the long messages of one bus: BAM (to all) and RTS/CTS (to one), from any number of senders
 * concurrently.
 */
export class TransportReceiver {
  readonly #listener: TransportListener;
  /** By sender and receiver; the oldest first. */
  readonly #sessions = new Map<number, Session>();

  constructor(listener: TransportListener) {
    this.#listener = listener;
  }

  /** A frame of TP.CM. */
  connectionManagement(frame: TransportFrame): void {
    const { data, start, length, source, destination } = frame;
    if (length < 8) return;
    const pgn = announcedPgn(data, start);
    switch (data[start]) {
      case control.broadcast:
        if (destination === globalAddress) this.#begin(frame, pgn, true);
        return;
      case control.requestToSend:
        if (destination !== globalAddress) this.#begin(frame, pgn, false);
        return;
      case control.clearToSend: {
        // From the receiver: which packet it expects next, including one that was lost.
        const session = this.#sessions.get(keyOf(destination, source));
        const next = data[start + 2] as number;
        if (session?.pgn !== pgn || session.broadcast) return;
        session.lastMs = milliseconds(frame.high, frame.low);
        if (next >= 1 && next < session.next) session.next = next;
        return;
      }
      case control.abort:
        // From either side.
        this.#abort(keyOf(source, destination), pgn, frame);
        this.#abort(keyOf(destination, source), pgn, frame);
    }
  }

  /** A frame of TP.DT: its number, and seven bytes. */
  dataTransfer(frame: TransportFrame): void {
    const { data, start, length, source, destination } = frame;
    const key = keyOf(source, destination);
    const session = this.#sessions.get(key);
    if (!session || length < 8) return;
    const ms = milliseconds(frame.high, frame.low);
    const timeout = session.broadcast ? broadcastTimeoutMs : connectionTimeoutMs;
    if (ms - session.lastMs > timeout) {
      this.#fail('timeout', key, session, frame);
      return;
    }
    const number = data[start] as number;
    if (number !== session.next) {
      // A receiver requests a lost packet again; a broadcast cannot be repaired.
      if (session.broadcast) this.#fail('packet lost', key, session, frame);
      return;
    }
    session.lastMs = ms;
    const to = (number - 1) * packetBytes;
    // A native call would cost more than copying the few bytes of a frame.
    for (let i = 0; i < packetBytes; i += 1) session.buffer[to + i] = data[start + 1 + i] as number;
    session.next += 1;
    if (session.next <= session.packets) return;
    this.#sessions.delete(key);
    const { buffer, size, pgn, topic, high, low, offset } = session;
    this.#listener.message({ data: buffer, start: 0, length: size, high, low, offset }, pgn, {
      source,
      destination,
      topic,
    });
  }

  #begin(frame: TransportFrame, pgn: number, broadcast: boolean): void {
    const { topic, data, start, source, destination, high, low, offset } = frame;
    const key = keyOf(source, destination);
    const open = this.#sessions.get(key);
    if (open) this.#fail('interrupted message', key, open, frame);
    const { size, packets } = announcement(data, start);
    if (packets === 0 || !this.#listener.wanted(pgn, frame)) return;
    if (this.#sessions.size >= maxSessions) {
      for (const oldest of this.#sessions.keys()) {
        this.#sessions.delete(oldest);
        break;
      }
    }
    this.#sessions.set(key, {
      pgn,
      topic,
      broadcast,
      size,
      packets,
      next: 1,
      lastMs: milliseconds(high, low),
      buffer: new Uint8Array(packets * packetBytes),
      high,
      low,
      offset,
    });
  }

  #abort(key: number, pgn: number, frame: TransportFrame): void {
    const session = this.#sessions.get(key);
    if (session?.pgn === pgn) this.#fail('connection aborted', key, session, frame);
  }

  #fail(problem: TransportProblem, key: number, { pgn }: Session, frame: TransportFrame): void {
    this.#sessions.delete(key);
    this.#listener.problem(problem, pgn, frame);
  }
}

/** Size and packets as announced in a TP.CM frame; no packets if the two contradict each other. */
function announcement(data: Uint8Array, start: number): { size: number; packets: number } {
  const size = (data[start + 1] as number) | ((data[start + 2] as number) << 8);
  const packets = data[start + 3] as number;
  const sound = size > 8 && size <= longestMessage && packets === Math.ceil(size / packetBytes);
  return { size, packets: sound ? packets : 0 };
}

/** The group that a valid broadcast of 8 bytes announces; undefined for other frames. */
export function announcedGroup(data: Uint8Array, start: number, length: number): number | undefined {
  if (length !== 8 || data[start] !== control.broadcast || announcement(data, start).packets === 0)
    return undefined;
  return announcedPgn(data, start);
}

function announcedPgn(data: Uint8Array, start: number): number {
  return (
    (data[start + 5] as number) | ((data[start + 6] as number) << 8) | ((data[start + 7] as number) << 16)
  );
}

function keyOf(source: number, destination: number): number {
  return (source << 8) | destination;
}
