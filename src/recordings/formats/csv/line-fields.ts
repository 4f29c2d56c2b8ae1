import { ascii } from '../text/ascii.ts';

const quote = 0x22;

/** A line of more fields is no row of a table. */
const maxFields = 16_384;

/** The fields of one line (RFC 4180), without a string for each. */
export class LineFields {
  count = 0;
  /** Whether a quoted field does not end in this line. */
  isOpen = false;
  bytes: Uint8Array = new Uint8Array();
  readonly starts = new Int32Array(maxFields);
  readonly ends = new Int32Array(maxFields);
  /** Whether doubled quotes in the field stand for one. */
  readonly escaped = new Uint8Array(maxFields);
  readonly #separator: number;

  constructor(separator: number) {
    this.#separator = separator;
  }

  /** False if it has too many fields, or text behind a quoted one. */
  split(bytes: Uint8Array, start: number, end: number): boolean {
    this.bytes = bytes;
    this.count = 0;
    this.isOpen = false;
    let at = start;
    for (;;) {
      if (this.count === maxFields) return false;
      at = this.#field(bytes, at, end);
      if (at < 0) return false;
      if (at >= end) return true;
      at += 1;
      if (at === end) {
        this.#add(end, end, 0);
        return this.count <= maxFields;
      }
    }
  }

  /** Without the last fields that are empty, down to `least`: spreadsheets and loggers end rows with separators. */
  trimEmpty(least: number): void {
    while (this.count > least && this.starts[this.count - 1] === this.ends[this.count - 1]) this.count -= 1;
  }

  /** Reads one field; returns the position of the separator after it, or `end`; -1 if it is broken. */
  #field(bytes: Uint8Array, from: number, end: number): number {
    let start = from;
    while (start < end && bytes[start] === ascii.space) start += 1;
    if (bytes[start] === quote && start < end) return this.#quoted(bytes, start + 1, end);
    let stop = start;
    while (stop < end && bytes[stop] !== this.#separator) stop += 1;
    let last = stop;
    while (last > start && bytes[last - 1] === ascii.space) last -= 1;
    this.#add(start, last, 0);
    return stop;
  }

  #quoted(bytes: Uint8Array, start: number, end: number): number {
    let escaped = 0;
    let at = start;
    for (;;) {
      while (at < end && bytes[at] !== quote) at += 1;
      if (at >= end) {
        this.isOpen = true;
        this.#add(start, end, escaped);
        return end;
      }
      if (at + 1 < end && bytes[at + 1] === quote) {
        escaped = 1;
        at += 2;
        continue;
      }
      break;
    }
    this.#add(start, at, escaped);
    at += 1;
    while (at < end && bytes[at] === ascii.space) at += 1;
    return at >= end || bytes[at] === this.#separator ? at : -1;
  }

  #add(start: number, end: number, escaped: number): void {
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.escaped[this.count] = escaped;
    this.count += 1;
  }
}
