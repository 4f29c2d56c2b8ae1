import { type NetworkPayload, type NetworkProtocol, readMessages, within } from './network-payload.ts';

/**
 * Maximum connections, one for each direction, that are reassembled at once; the least recently used is evicted
 * first.
 */
const maxStreams = 128;
/** Maximum size of a message reassembled from segments; larger ones are skipped. */
const maxMessageBytes = 256 * 1024;
/** Maximum segments that wait for an earlier one. */
const maxHeldSegments = 64;
const maxHeldBytes = 64 * 1024;

/** Reassembles the messages of TCP connections from their segments, in bounded memory. */
export class TcpStreams {
  readonly #streams = new Map<string, TcpStream>();

  /** `payload` is that of a segment of the connection `key`; `begins` if it carries SYN. */
  add(
    key: string,
    protocol: NetworkProtocol,
    sequence: number,
    begins: boolean,
    payload: NetworkPayload,
  ): void {
    // SYN consumes a sequence number.
    const first = begins ? (sequence + 1) >>> 0 : sequence;
    let stream = this.#streams.get(key);
    if (stream && begins) stream.finish();
    if (!stream || begins) stream = new TcpStream(protocol, first);
    this.#streams.delete(key);
    if (this.#streams.size >= maxStreams) this.#evict();
    this.#streams.set(key, stream);
    stream.add(first, payload);
  }

  #evict(): void {
    const [oldest] = this.#streams;
    if (!oldest) return;
    oldest[1].finish();
    this.#streams.delete(oldest[0]);
  }

  /** Must be called after the last segment. */
  finish(): void {
    for (const stream of this.#streams.values()) stream.finish();
  }
}

/** A TCP window that is retransmitted is not larger. */
const maxRepeatedBytes = 2 ** 24;

type SegmentPlace = Pick<NetworkPayload, 'high' | 'low' | 'offset'>;

interface Segment {
  sequence: number;
  bytes: Uint8Array<ArrayBuffer>;
  place: SegmentPlace;
}

class TcpStream {
  readonly #protocol: NetworkProtocol;
  /** Sequence number of the next byte. */
  #next: number;
  /** The received part of an incomplete message. */
  #rest: Uint8Array<ArrayBuffer> = new Uint8Array();
  #restBytes = 0;
  /** Remaining bytes to skip of a message that is too large. */
  #skip = 0;
  #held: Segment[] = [];
  #heldBytes = 0;

  constructor(protocol: NetworkProtocol, next: number) {
    this.#protocol = protocol;
    this.#next = next;
  }

  add(sequence: number, payload: NetworkPayload): void {
    // Sequence numbers wrap around (RFC 9293, 3.4).
    const ahead = (sequence - this.#next) | 0;
    if (ahead < -maxRepeatedBytes) {
      // Another connection on the same ports, whose beginning is not in the recording.
      this.#next = sequence;
      this.#restBytes = 0;
      this.#skip = 0;
      this.#continue(0, payload);
      return;
    }
    if (ahead > 0) {
      this.#hold(sequence, payload);
      return;
    }
    this.#continue(-ahead, payload);
    this.#takeHeld(payload);
  }

  /** `known` bytes of it were received before. */
  #continue(known: number, payload: NetworkPayload): void {
    const size = payload.end - payload.start - known;
    if (size <= 0) return;
    this.#next = (this.#next + size) >>> 0;
    const skipped = Math.min(size, this.#skip);
    this.#skip -= skipped;
    const part = within(payload, payload.start + known + skipped, payload.end);
    if (part.start < part.end) this.#read(part);
  }

  #read(part: NetworkPayload): void {
    const whole = this.#restBytes === 0 ? part : this.#withRest(part);
    const { start, end } = whole;
    const at = readMessages(this.#protocol, whole);
    if (at < 0) {
      // There is no message here; those of the next segment may be valid.
      this.#restBytes = 0;
      return;
    }
    const left = within(whole, at, end);
    const size = at < end ? this.#protocol.sizeAt(left) : 0;
    if (size > maxMessageBytes) {
      this.#skip = size - (end - at);
      this.#restBytes = 0;
    } else {
      this.#keep(left, at - start);
    }
  }

  #withRest(part: NetworkPayload): NetworkPayload {
    const size = this.#restBytes + part.end - part.start;
    if (size > this.#rest.byteLength) {
      const larger = new Uint8Array(Math.max(size, 2 * this.#rest.byteLength, 4_096));
      larger.set(this.#rest.subarray(0, this.#restBytes));
      this.#rest = larger;
    }
    this.#rest.set(part.bytes.subarray(part.start, part.end), this.#restBytes);
    this.#restBytes = size;
    const { high, low, offset } = part;
    const view = new DataView(this.#rest.buffer);
    return { view, bytes: this.#rest, start: 0, end: size, high, low, offset };
  }

  #keep({ bytes, start, end }: NetworkPayload, consumed: number): void {
    if (bytes === this.#rest) {
      if (consumed > 0) this.#rest.copyWithin(0, start, end);
      this.#restBytes = end - start;
      return;
    }
    if (end - start > this.#rest.byteLength) this.#rest = new Uint8Array(end - start);
    this.#rest.set(bytes.subarray(start, end));
    this.#restBytes = end - start;
  }

  #hold(sequence: number, payload: NetworkPayload): void {
    const bytes = payload.bytes.slice(payload.start, payload.end) as Uint8Array<ArrayBuffer>;
    if (bytes.byteLength > maxHeldBytes) return;
    const { high, low, offset } = payload;
    this.#held.push({ sequence, bytes, place: { high, low, offset } });
    this.#heldBytes += bytes.byteLength;
    if (this.#held.length > maxHeldSegments || this.#heldBytes > maxHeldBytes) this.#passGap(payload);
  }

  /** The data before the waiting segments is not in the recording. */
  #passGap(place: SegmentPlace): void {
    this.#restBytes = 0;
    this.#skip = 0;
    this.#next = this.#earliest().sequence;
    this.#takeHeld(place);
  }

  /** Reads the segments that still wait. */
  finish(): void {
    while (this.#held.length > 0) this.#passGap(this.#earliest().place);
  }

  /** `place` is that of the packet they waited for. */
  #takeHeld({ high, low, offset }: SegmentPlace): void {
    while (this.#held.length > 0) {
      const first = this.#earliest();
      const ahead = (first.sequence - this.#next) | 0;
      if (ahead > 0) return;
      this.#held.splice(this.#held.indexOf(first), 1);
      this.#heldBytes -= first.bytes.byteLength;
      const { bytes } = first;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      this.#continue(-ahead, { view, bytes, start: 0, end: bytes.byteLength, high, low, offset });
    }
  }

  #earliest(): Segment {
    return this.#held.reduce((first, each) => (((each.sequence - first.sequence) | 0) < 0 ? each : first));
  }
}
