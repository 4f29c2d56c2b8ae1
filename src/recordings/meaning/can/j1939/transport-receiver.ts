import { type CanMessage, milliseconds } from '../can-message.ts';
import { globalAddress } from './parameter-group.ts';
import type { Management, TransportProtocol } from './transport-protocols.ts';

/** J1939-21, 5.10.2.4: T1, between two packets of a broadcast; T2, of a receiver after its clear-to-send. */
const broadcastTimeoutMs = 750;
const connectionTimeoutMs = 1_250;

/** A bus has at most 254 addresses, and few of them send long messages at the same time. */
const maxSessions = 128;

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
 * Reassembles the long messages of one bus, in one of the protocols: to all, and with handshakes to one, from any
 * number of senders concurrently.
 */
export class TransportReceiver {
  readonly #protocol: TransportProtocol;
  readonly #listener: TransportListener;
  /** By sender, receiver and number; the oldest first. */
  readonly #sessions = new Map<number, Session>();

  constructor(protocol: TransportProtocol, listener: TransportListener) {
    this.#protocol = protocol;
    this.#listener = listener;
  }

  /** A frame of connection management. */
  connectionManagement(frame: TransportFrame): void {
    const { data, start, length, source, destination } = frame;
    const management = this.#protocol.management(data, start, length);
    if (!management) return;
    const { pgn, session: number, next } = management;
    switch (management.kind) {
      case 'broadcast':
        if (destination === globalAddress) this.#begin(frame, management, true);
        return;
      case 'request':
        if (destination !== globalAddress) this.#begin(frame, management, false);
        return;
      case 'clear': {
        // From the receiver: which packet it expects next, including one that was lost.
        const session = this.#sessions.get(keyOf(destination, source, number));
        if (session?.pgn !== pgn || session.broadcast) return;
        session.lastMs = milliseconds(frame.high, frame.low);
        if (next >= 1 && next < session.next) session.next = next;
        return;
      }
      case 'abort':
        // From either side.
        this.#abort(keyOf(source, destination, number), pgn, frame);
        this.#abort(keyOf(destination, source, number), pgn, frame);
    }
  }

  /** A frame of data transfer: its number, and a part of the message. */
  dataTransfer(frame: TransportFrame): void {
    const { data, start, length, source, destination } = frame;
    const { packetBytes } = this.#protocol;
    const transfer = this.#protocol.transfer(data, start, length);
    if (!transfer) return;
    const key = keyOf(source, destination, transfer.session);
    const session = this.#sessions.get(key);
    if (!session) return;
    const ms = milliseconds(frame.high, frame.low);
    const timeout = session.broadcast ? broadcastTimeoutMs : connectionTimeoutMs;
    if (ms - session.lastMs > timeout) {
      this.#fail('timeout', key, session, frame);
      return;
    }
    const { number, from } = transfer;
    if (number !== session.next) {
      // A receiver requests a lost packet again; a broadcast cannot be repaired.
      if (session.broadcast) this.#fail('packet lost', key, session, frame);
      return;
    }
    const to = (number - 1) * packetBytes;
    const bytes = Math.min(packetBytes, start + length - from);
    if (bytes < Math.min(packetBytes, session.size - to)) {
      this.#fail('packet lost', key, session, frame);
      return;
    }
    session.lastMs = ms;
    // A native call would cost more than copying the few bytes of a frame.
    for (let i = 0; i < bytes; i += 1) session.buffer[to + i] = data[from + i] as number;
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

  #begin(frame: TransportFrame, management: Management, broadcast: boolean): void {
    const { topic, source, destination, high, low, offset } = frame;
    const { pgn, size, packets } = management;
    const key = keyOf(source, destination, management.session);
    const open = this.#sessions.get(key);
    if (open) this.#fail('interrupted message', key, open, frame);
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
      buffer: new Uint8Array(packets * this.#protocol.packetBytes),
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

function keyOf(source: number, destination: number, session: number): number {
  return (source << 12) | (destination << 4) | session;
}
