import type { NetworkPayload } from '../../meaning/network/network-payload.ts';
import type { TraceBus } from '../traces/trace-buses.ts';
import { identifierIsPossible, isXlFrame, readSocketCan } from './socket-can.ts';

/** Frames held back until one reveals the byte order. */
const maxHeld = 64;

interface Held {
  frame: NetworkPayload;
  isFd: boolean;
}

/**
 * The CAN frames of one interface. Their identifiers should be big-endian (LINKTYPE_CAN_SOCKETCAN), but libpcap wrote
 * those of cooked captures, and other programs write all, in native byte order: the first identifier that is valid in
 * only one order decides.
 */
export class CanCapture {
  readonly #bus: TraceBus;
  #littleEndian: boolean | undefined;
  #held: Held[] = [];

  constructor(bus: TraceBus) {
    this.#bus = bus;
  }

  /** False for an incomplete frame. */
  read(frame: NetworkPayload, isFd: boolean): boolean {
    if (this.#littleEndian !== undefined || isXlFrame(frame))
      return readSocketCan(frame, this.#bus, isFd, this.#littleEndian ?? false);
    const [big, little] = [identifierIsPossible(frame, false), identifierIsPossible(frame, true)];
    if (big === little && this.#held.length < maxHeld) {
      const bytes = frame.bytes.slice(frame.start, frame.end);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      this.#held.push({ frame: { ...frame, bytes, view, start: 0, end: bytes.byteLength }, isFd });
      return true;
    }
    this.#littleEndian = little && !big;
    this.finish();
    return readSocketCan(frame, this.#bus, isFd, this.#littleEndian);
  }

  /** Reads the frames held back. */
  finish(): void {
    for (const { frame, isFd } of this.#held.splice(0))
      readSocketCan(frame, this.#bus, isFd, this.#littleEndian ?? false);
  }
}
