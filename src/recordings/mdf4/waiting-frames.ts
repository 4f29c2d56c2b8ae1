import { type FrameData, maxFrameBytes, noBytes, type PartialFrame, passOn, setFrame } from './frame-data.ts';

/** Loggers write a frame and its data bytes next to each other; so many may lie between. */
const maxWaiting = 256;

type WaitingFrame = PartialFrame & { dataOffset: number };

/**
 * Brings frames and their data bytes together where both are records of one unsorted data group. A frame says at which
 * offset of the signal data its bytes are: the sum of the records before, each with 4 bytes of length (ASAM MDF 4.1, "VLSD
 * channel group").
 */
export class WaitingFrames implements FrameData {
  /** Offset of the next record of data bytes. */
  #next = 0;
  /** Records were lost, so `#next` cannot be told until a frame and its data stand side by side. */
  #adrift: boolean;
  readonly #byOrder: boolean;
  /** A ring, so that no frame costs an object. */
  readonly #ring: WaitingFrame[] = [];
  #first = 0;
  #count = 0;
  /** Data that came before its frame, by offset. */
  readonly #early = new Map<number, Uint8Array>();

  /** `byOrder`: the offsets were never written, so data belongs to the frame before it. */
  constructor(byOrder: boolean) {
    this.#byOrder = byOrder;
    this.#adrift = byOrder;
  }

  give(frame: PartialFrame, dataOffset: number): void {
    const early = this.#early.size > 0 ? this.#early.get(dataOffset) : undefined;
    if (early) {
      this.#early.delete(dataOffset);
      passOn(frame, early, 0, early.byteLength);
      return;
    }
    if (this.#count >= maxWaiting) this.#shift(noBytes, 0, 0);
    const place = (this.#first + this.#count) % maxWaiting;
    const slot = this.#ring[place];
    if (slot) {
      setFrame(slot, frame.bus, frame.high, frame.low, frame.id, frame.flags, frame.offset, frame.length);
      slot.dataOffset = dataOffset;
    } else this.#ring[place] = { ...frame, dataOffset };
    this.#count += 1;
  }

  /** A record of data bytes: `length` of them at `at`. */
  arrive(data: Uint8Array, at: number, length: number): void {
    if (this.#adrift) {
      while (this.#count > 1) this.#shift(noBytes, 0, 0);
      if (this.#count === 1) {
        this.#next = this.#head;
        this.#adrift = this.#byOrder;
      }
    }
    const offset = this.#next;
    this.#next += 4 + length;
    while (this.#count > 0 && this.#head < offset) this.#shift(noBytes, 0, 0);
    const used = Math.min(length, maxFrameBytes);
    if (this.#count > 0 && this.#head === offset) this.#shift(data, at, used);
    else if (!this.#adrift) this.#keepEarly(offset, data.slice(at, at + used));
  }

  /** Whether a record of data bytes that comes now is that of a frame with this offset, and nothing else waits. */
  isNext(dataOffset: number): boolean {
    return this.#count === 0 && !this.#adrift && this.#next === dataOffset && this.#early.size === 0;
  }

  /** A record of `length` data bytes was read together with its frame. */
  pass(length: number): void {
    this.#next += 4 + length;
  }

  /** Records may be missing from here on. */
  lose(): void {
    this.#adrift = true;
    this.#early.clear();
  }

  /** No more data comes: what still waits is passed on without. */
  end(): void {
    while (this.#count > 0) this.#shift(noBytes, 0, 0);
  }

  /** How many data bytes should come next; NaN where that is not known. */
  get expected(): number {
    return this.#count === 1 ? (this.#ring[this.#first]?.length ?? Number.NaN) : Number.NaN;
  }

  /** The data offset of the frame that waits longest. */
  get #head(): number {
    return this.#ring[this.#first]?.dataOffset ?? Number.NaN;
  }

  #shift(data: Uint8Array, start: number, length: number): void {
    const frame = this.#ring[this.#first];
    this.#first = (this.#first + 1) % maxWaiting;
    this.#count -= 1;
    if (frame) passOn(frame, data, start, length);
  }

  #keepEarly(offset: number, bytes: Uint8Array): void {
    this.#early.set(offset, bytes);
    const oldest = this.#early.keys().next();
    if (this.#early.size > maxWaiting && !oldest.done) this.#early.delete(oldest.value);
  }
}
