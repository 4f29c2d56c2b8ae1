import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import type { Companion } from './companion.ts';
import type { DataPiece } from './data-piece.ts';
import type { ChannelGroup } from './definitions.ts';
import type { Lane } from './lane.ts';
import type { RecordReader } from './record-reader.ts';
import { RecordTime } from './record-time.ts';
import { beginsWithRecords } from './record-times.ts';
import type { WalkContext } from './walk-context.ts';

/** The layout of a group's records. */
export interface SortedLayout {
  /** Bytes of a record. */
  size: number;
  /** The positions of blocks are reliable even if nothing is missing before them. */
  positioned: boolean;
  companions: readonly Companion[];
}

/** Records of one group, all of the same size, one after the other, wherever its blocks are split. */
export class SortedLane implements Lane {
  readonly #group: ChannelGroup;
  readonly #size: number;
  readonly #positioned: boolean;
  readonly #companions: readonly Companion[];
  readonly #reader: RecordReader;
  readonly #damaged: WalkContext['damaged'];
  readonly #batch: FrameBatch;
  readonly #time: RecordTime;
  /** The beginning of a record that continues in the next piece. */
  #cut: Uint8Array | undefined;
  #cutLength = 0;
  #cutOffset = 0;
  /** Remaining bytes of a record whose beginning was lost. */
  #skip = 0;
  #lost = false;
  /** The current block, found without its list, is not read. */
  #refused = false;
  /** Position of the next piece in the data of the group. */
  #position = 0;
  /** Index in the group of the next record. */
  #index = 0;
  #records = 0;

  constructor(
    group: ChannelGroup,
    { size, positioned, companions }: SortedLayout,
    reader: RecordReader,
    { damaged, batch }: WalkContext,
  ) {
    this.#group = group;
    this.#size = size;
    this.#positioned = positioned;
    this.#companions = companions;
    this.#reader = reader;
    this.#damaged = damaged;
    this.#batch = batch;
    this.#time = new RecordTime(group, { startHigh: 0, startLow: 0 });
  }

  get counts() {
    return [{ group: this.#group, records: this.#records }];
  }

  feed(piece: DataPiece, position: number, block: number): void | Promise<void> {
    if (piece.lost) {
      this.lose();
      this.#position += piece.unpackedBytes;
      return;
    }
    if (this.#lost || (this.#positioned && position >= 0 && position !== this.#position))
      this.#realign(position);
    this.#position += piece.bytes.byteLength;
    if (piece.first) for (const companion of this.#companions) companion.beginBlock?.(block, this.#index);
    let bytes = plain(piece.bytes);
    let { offset } = piece;
    const pass = (count: number) => {
      bytes = bytes.subarray(count);
      if (!piece.packed) offset += count;
    };
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, bytes.byteLength);
      this.#skip -= skipped;
      pass(skipped);
    }
    if (this.#cutLength === 0) return this.#whole(bytes, offset, piece.packed);
    const cut = this.#cutBuffer();
    const missing = Math.min(this.#size - this.#cutLength, bytes.byteLength);
    cut.set(bytes.subarray(0, missing), this.#cutLength);
    this.#cutLength += missing;
    pass(missing);
    if (this.#cutLength < this.#size) return;
    this.#cutLength = 0;
    const readOn = () => this.#whole(bytes, offset, piece.packed);
    const wait = this.#read(cut, this.#size, this.#cutOffset, true);
    return wait === undefined ? readOn() : wait.then(readOn);
  }

  lose(): void {
    this.#lost = true;
    this.#cutLength = 0;
    this.#skip = 0;
  }

  end(): void {
    if (this.#cutLength === 0) return;
    this.#damaged(
      'truncated',
      this.#cutOffset,
      this.#cutOffset + this.#cutLength,
      'the recording ends in the middle of a record',
    );
  }

  /**
   * Whether a block that was found without its list is read: its records go on from the ones before, or it begins with one,
   * which their times show, or its size where records have no times.
   */
  joins({ bytes, first, packed }: DataPiece): boolean {
    if (!first) return !this.#refused;
    const size = this.#size;
    const ahead = this.#cutLength > 0 ? size - this.#cutLength : (size - (this.#position % size)) % size;
    const begins = (at: number) => beginsWithRecords(bytes, at, size, this.#time);
    const goesOn = ahead > 0 && begins(ahead);
    const isWhole = !packed || bytes.byteLength % size === 0;
    this.#refused = !goesOn && !(begins(0) ?? isWhole);
    // A record of which only one half is in the file is lost.
    if (!goesOn) this.lose();
    else if (this.#lost) {
      this.lose();
      this.#lost = false;
      this.#skip = ahead;
      this.#index = Math.ceil(this.#position / size);
    }
    return !this.#refused;
  }

  /** Without a position, a block is assumed to begin with a record. */
  #realign(position: number): void {
    this.#lost = false;
    this.#cutLength = 0;
    if (!Number.isNaN(position)) this.#position = position;
    const into = Number.isNaN(position) ? 0 : position % this.#size;
    this.#skip = into === 0 ? 0 : this.#size - into;
    this.#index = Math.ceil(this.#position / this.#size);
  }

  #cutBuffer(): Uint8Array {
    this.#cut ??= new Uint8Array(this.#size);
    return this.#cut;
  }

  #whole(bytes: Uint8Array, offset: number, packed: boolean): void | Promise<void> {
    const whole = bytes.byteLength - (bytes.byteLength % this.#size);
    const rest = bytes.byteLength - whole;
    if (rest > 0) {
      this.#cutBuffer().set(bytes.subarray(whole));
      this.#cutLength = rest;
      this.#cutOffset = packed ? offset : offset + whole;
    }
    return this.#read(bytes, whole, offset, packed);
  }

  #read(bytes: Uint8Array, length: number, offset: number, packed: boolean): void | Promise<void> {
    if (length === 0) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#batch.open(bytes);
    if (this.#companions.length > 0) return this.#readAccompanied(bytes, view, length, offset, packed);
    this.#readRun(bytes, view, 0, length, offset, packed);
    this.#batch.flush();
  }

  /** Runs of records, each as long as everything they need is available. */
  async #readAccompanied(
    bytes: Uint8Array,
    view: DataView,
    length: number,
    offset: number,
    packed: boolean,
  ): Promise<void> {
    for (const companion of this.#companions) companion.open?.();
    for (let at = 0; at < length; ) {
      const left = (length - at) / this.#size;
      let count = left;
      for (const companion of this.#companions) {
        const ready = companion.ready(count, this.#index, bytes, view, at);
        if (ready === 0) await companion.reach(this.#index, bytes, view, at);
        count = Math.min(count, ready);
      }
      this.#readRun(bytes, view, at, at + count * this.#size, packed ? offset : offset + at, packed);
      at += count * this.#size;
    }
    this.#batch.flush();
  }

  /** The records between two places; `offset` is that of the first. */
  #readRun(
    bytes: Uint8Array,
    view: DataView,
    from: number,
    to: number,
    offset: number,
    packed: boolean,
  ): void {
    const size = this.#size;
    const count = (to - from) / size;
    if (count === 0) return;
    const step = packed ? 0 : size;
    const index = this.#index;
    this.#index += count;
    this.#records += count;
    if (this.#reader.readRun) {
      this.#reader.readRun(bytes, view, from, size, count, index, offset, step);
      return;
    }
    for (let i = 0; i < count; i += 1)
      this.#reader.read(bytes, view, from + i * size, index + i, offset + i * step);
  }
}

/** Hot loops are fastest if all their inputs have one type: zlib returns a `Buffer`. */
function plain({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
