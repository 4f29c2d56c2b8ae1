import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import { FrameColumns } from '../../meaning/can/frame-columns.ts';
import { type FrameData, maxFrameBytes } from './frame-data.ts';

/** Maximum records between a frame and its data bytes; loggers write them next to each other. */
const maxWaiting = 256;
const places = maxWaiting + 1;

/**
 * Matches frames and their data bytes if both are records of one unsorted data group. A frame states the offset of
 * its bytes in the signal data: the sum of the previous records, each with 4 bytes of length (ASAM MDF 4.1, "VLSD
 * channel group").
 */
export class WaitingFrames implements FrameData {
  /** Offset of the next record of data bytes. */
  #next = 0;
  /** Records were lost, so `#next` is unknown until a frame and its data are adjacent. */
  #adrift: boolean;
  readonly #byOrder: boolean;
  readonly #batch: FrameBatch;
  /** A ring buffer. */
  readonly #frames = new FrameColumns();
  readonly #lengths = new Float64Array(places);
  readonly #dataOffsets = new Float64Array(places);
  #first = 0;
  #count = 0;
  /** Data that came before its frame, by offset. */
  readonly #early = new Map<number, Uint8Array>();

  /** `byOrder`: the offsets were never written, so data belongs to the frame before it. */
  constructor(batch: FrameBatch, byOrder: boolean) {
    this.#batch = batch;
    this.#byOrder = byOrder;
    this.#adrift = byOrder;
  }

  give(row: number, length: number, dataOffset: number): void {
    const early = this.#early.size > 0 ? this.#early.get(dataOffset) : undefined;
    if (early) {
      this.#early.delete(dataOffset);
      this.#addEarly(row, early);
      return;
    }
    // One place more than may wait: the new frame is stored before the oldest takes its row.
    const place = (this.#first + this.#count) % places;
    this.#frames.copy(this.#batch, row, place);
    this.#lengths[place] = length;
    this.#dataOffsets[place] = dataOffset;
    this.#count += 1;
    if (this.#count > maxWaiting) this.#shift(0, 0);
  }

  /** A record of data bytes: `length` of them at `at` of the batch's data, which is `data`. */
  arrive(data: Uint8Array, at: number, length: number): void {
    if (this.#adrift) {
      while (this.#count > 1) this.#shift(0, 0);
      if (this.#count === 1) {
        this.#next = this.#head;
        this.#adrift = this.#byOrder;
      }
    }
    const offset = this.#next;
    this.#next += 4 + length;
    while (this.#count > 0 && this.#head < offset) this.#shift(0, 0);
    const used = Math.min(length, maxFrameBytes);
    if (this.#count > 0 && this.#head === offset) this.#shift(at, used);
    else if (!this.#adrift) this.#keepEarly(offset, data.slice(at, at + used));
  }

  /**
   * Where the next data bytes are, if nothing waits; otherwise NaN. A frame with this offset may be read together
   * with them.
   */
  get nextOffset(): number {
    return this.#count === 0 && !this.#adrift && this.#early.size === 0 ? this.#next : Number.NaN;
  }

  /** Must be called with how far frames and data bytes were read together. */
  passTo(nextOffset: number): void {
    this.#next = nextOffset;
  }

  /** Records may be missing from here on. */
  lose(): void {
    this.#adrift = true;
    this.#early.clear();
  }

  /** There is no more data: frames that still wait are passed on without. */
  end(): void {
    while (this.#count > 0) this.#shift(0, 0);
  }

  /** How many data bytes should come next; NaN if unknown. */
  get expected(): number {
    return this.#count === 1 ? (this.#lengths[this.#first] as number) : Number.NaN;
  }

  /** The data offset of the frame that has waited longest. */
  get #head(): number {
    return this.#count > 0 ? (this.#dataOffsets[this.#first] as number) : Number.NaN;
  }

  #shift(start: number, length: number): void {
    const batch = this.#batch;
    batch.copy(this.#frames, this.#first, batch.count);
    batch.start[batch.count] = start;
    batch.length[batch.count] = length;
    batch.add();
    this.#first = (this.#first + 1) % places;
    this.#count -= 1;
  }

  #addEarly(row: number, bytes: Uint8Array): void {
    const batch = this.#batch;
    const { data } = batch;
    this.#frames.copy(batch, row, places);
    batch.open(bytes);
    batch.copy(this.#frames, places, 0);
    batch.start[0] = 0;
    batch.length[0] = bytes.byteLength;
    batch.add();
    batch.open(data);
  }

  #keepEarly(offset: number, bytes: Uint8Array): void {
    this.#early.set(offset, bytes);
    const oldest = this.#early.keys().next();
    if (this.#early.size > maxWaiting && !oldest.done) this.#early.delete(oldest.value);
  }
}
