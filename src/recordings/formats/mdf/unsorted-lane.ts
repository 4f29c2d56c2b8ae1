import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import type { DataPiece } from './data-piece.ts';
import type { Lane } from './lane.ts';
import { PieceWindow } from './piece-window.ts';
import { incomplete, isNear, type RecordLayouts, unknown } from './record-layouts.ts';
import { RecordRun } from './record-run.ts';
import { RecordSearch, type RecordWindow } from './record-search.ts';
import type { WalkContext } from './walk-context.ts';

/** Number of bytes examined before deciding which records are damaged, if records do not follow each other. */
const judgedBytes = 64 * 1024;

/** A longer variable-length record that nothing reads is skipped without being held in memory. */
const heldBytes = 256 * 1024;

/** Consecutive absurd times that cost no record. */
const jumpsInARow = 2;

/**
 * Records of several groups, each after its id. A record is read if another can follow it; otherwise the damage is
 * reported and reading resumes where records follow each other again.
 */
export class UnsortedLane implements Lane {
  readonly #layouts: RecordLayouts;
  readonly #search: RecordSearch;
  readonly #damaged: WalkContext['damaged'];
  readonly #bytes = new PieceWindow();
  readonly #run: RecordRun;
  readonly #batch: FrameBatch;
  #skip = 0;
  /** Offset from which no record was found. */
  #lostFrom: number | undefined;
  #lost = false;

  constructor(layouts: RecordLayouts, { damaged, batch }: Pick<WalkContext, 'damaged' | 'batch'>) {
    this.#batch = batch;
    this.#layouts = layouts;
    this.#search = new RecordSearch(layouts);
    this.#run = new RecordRun(layouts, this.#bytes, batch);
    this.#damaged = damaged;
  }

  get counts() {
    return this.#layouts.all;
  }

  feed(piece: DataPiece): void {
    if (piece.lost) {
      this.lose();
      return;
    }
    const skipped = Math.min(this.#skip, piece.bytes.byteLength);
    this.#skip -= skipped;
    this.#bytes.add(piece, skipped);
    this.#walkOn(false);
  }

  lose(): void {
    this.#walkOn(true);
    this.#lost = true;
    this.#skip = 0;
    this.#layouts.lose();
  }

  joins(): boolean {
    return true;
  }

  end(): void {
    this.#walkOn(true);
    if (this.#lostFrom !== undefined) {
      const end = Math.max(this.#lostFrom, this.#bytes.offsetOf(0));
      this.#damaged('corrupt', this.#lostFrom, end, 'the bytes are no valid records');
    }
    this.#layouts.end();
    this.#batch.flush();
  }

  #walkOn(last: boolean): void {
    this.#batch.open(this.#bytes.data);
    const read = this.#walk(last);
    this.#batch.flush();
    this.#bytes.keepFrom(read);
  }

  /** Reads records as far as they are certain; returns how far. `last`: nothing follows. */
  #walk(last: boolean): number {
    const end = this.#bytes.data.byteLength;
    let at = 0;
    for (;;) {
      const start = this.#isLost ? this.#recover(at, last) : at;
      if (start === undefined) return last ? end : Math.max(at, end - judgedBytes);
      at = this.#run.read(start);
      if (this.#run.ranOut) at = this.#readLast(at, last);
      if (at >= end) return at;
      const size = this.#layouts.sizeAt(this.#bytes.data, this.#bytes.view, at, end);
      if (last ? this.#endsCut(at, size) : this.#needsMore(at, size)) return last ? end : at;
      at = this.#readJudged(at, size, last);
    }
  }

  get #isLost(): boolean {
    return this.#lost || this.#lostFrom !== undefined;
  }

  /** Whether more data is needed before a record can be judged. */
  #needsMore(at: number, size: number): boolean {
    const end = this.#bytes.data.byteLength;
    return end - at < judgedBytes || (size > 0 && at + size + this.#layouts.headBytes > end);
  }

  /** Whether the last record was truncated, which is reported. */
  #endsCut(at: number, size: number): boolean {
    const end = this.#bytes.data.byteLength;
    if ((size !== incomplete && at + size <= end) || !this.#isCut(at)) return false;
    const [from, to] = [this.#bytes.offsetOf(at), this.#bytes.offsetOf(end)];
    this.#damaged('truncated', from, to, 'the recording ends in the middle of a record');
    return true;
  }

  /** Reads a record that the run could not confirm, or skips its first byte; returns how far. */
  #readJudged(at: number, size: number, last: boolean): number {
    const judgement = this.#judge(at, size, last);
    if (judgement === 'damaged') {
      this.#loseFrom(at);
      return at + 1;
    }
    this.#read(at, size);
    if (judgement === 'before damage') this.#loseFrom(at + size);
    return at + size;
  }

  /** Classifies a record whose time is implausible, or after which there appears to be none. */
  #judge(at: number, size: number, last: boolean): 'sound' | 'before damage' | 'damaged' {
    const window = this.#window(last);
    const next = at + size;
    if (size <= 0 || next > window.data.byteLength) return 'damaged';
    // Records continue after it: only its time, or theirs, is odd.
    if (this.#search.isStart(window, next, jumpsInARow)) return 'sound';
    // If records continue within it, its claimed size is too large.
    const sound = isNear(this.#highAt(at), this.#run.lastHigh) && this.#search.find(window, at + 1, next) < 0;
    return sound ? 'before damage' : 'damaged';
  }

  /**
   * A confirmed record without the head of another in the window: read if nothing follows, or if nothing more is
   * requested.
   */
  #readLast(at: number, last: boolean): number {
    const { data, view } = this.#bytes;
    const end = data.byteLength;
    const size = this.#layouts.sizeAt(data, view, at, end);
    const next = at + size;
    if (size > heldBytes && next > end && !this.#layouts.at(data, at)?.owners.length) {
      this.#skip = next - end;
      return end;
    }
    if (!last || next > end) return at;
    if (next < end && this.#layouts.sizeAt(data, view, next, end) === unknown) return at;
    this.#read(at, size);
    return next;
  }

  #read(at: number, size: number): void {
    const layout = this.#layouts.at(this.#bytes.data, at);
    if (layout) this.#run.readAs(layout, at, size);
  }

  #highAt(at: number): number {
    return this.#layouts.highAt(this.#bytes.data, this.#bytes.view, at, this.#bytes.data.byteLength);
  }

  /** Whether the bytes here are the beginning of a record that the end of the data truncates. */
  #isCut(at: number): boolean {
    const { idBytes } = this.#layouts;
    if (at + idBytes > this.#bytes.data.byteLength) return true;
    const layout = this.#layouts.at(this.#bytes.data, at);
    return layout !== undefined && isNear(this.#highAt(at), this.#run.lastHigh);
  }

  #loseFrom(at: number): void {
    this.#lostFrom ??= this.#bytes.offsetOf(at);
    this.#layouts.lose();
  }

  /** Where records follow each other again; undefined until that can be decided. */
  #recover(from: number, last: boolean): number | undefined {
    const end = this.#bytes.data.byteLength;
    this.#lostFrom ??= this.#bytes.offsetOf(from);
    const start = this.#search.find(this.#window(last), from, last ? end : end - judgedBytes);
    if (start < 0) return undefined;
    const offset = this.#bytes.offsetOf(start);
    if (offset > this.#lostFrom)
      this.#damaged('corrupt', this.#lostFrom, offset, 'the bytes are no valid records');
    this.#lost = false;
    this.#lostFrom = undefined;
    this.#run.lastHigh = Number.NaN;
    return start;
  }

  #window(last: boolean): RecordWindow {
    return { data: this.#bytes.data, view: this.#bytes.view, last, lastHigh: this.#run.lastHigh };
  }
}
