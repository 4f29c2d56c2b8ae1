/**
 * The bytes that a packet or a stream of packets carries: `start` to `end` of the view and of the bytes, which share
 * the same memory. Valid only during the call. Time and offset are those of the packet that completed them.
 */
export interface NetworkPayload {
  view: DataView;
  bytes: Uint8Array;
  start: number;
  end: number;
  high: number;
  low: number;
  offset: number;
}

/** Other bytes of the same packet. Written out: copying all members of an object takes ten times as long. */
export function within(
  { view, bytes, high, low, offset }: NetworkPayload,
  start: number,
  end: number,
): NetworkPayload {
  return { view, bytes, start, end, high, low, offset };
}

/** A protocol whose messages follow each other in datagrams and streams. */
export interface NetworkProtocol {
  /** Size of the message at the start, in bytes; 0 if more data is needed to know it, -1 if there is none. */
  sizeAt(payload: NetworkPayload): number;
  /** Reads one complete message: `start` to `end`. */
  read(message: NetworkPayload): void;
}

/** Whether messages of the protocol fill the payload exactly. */
export function fills(protocol: NetworkProtocol, payload: NetworkPayload): boolean {
  const part = within(payload, payload.start, payload.end);
  while (part.start < part.end) {
    const size = protocol.sizeAt(part);
    if (size <= 0) return false;
    part.start += size;
  }
  return part.start === part.end;
}

/** Reads the messages of a payload; returns where the first incomplete one begins, -1 after invalid data. */
export function readMessages(protocol: NetworkProtocol, payload: NetworkPayload): number {
  const end = payload.end;
  let at = payload.start;
  while (at < end) {
    payload.start = at;
    payload.end = end;
    const size = protocol.sizeAt(payload);
    if (size < 0) return -1;
    if (size === 0 || size > end - at) return at;
    payload.end = at + size;
    protocol.read(payload);
    payload.end = end;
    at += size;
  }
  return at;
}
