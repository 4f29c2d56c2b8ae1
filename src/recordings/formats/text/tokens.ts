import { ascii, latin1, startsWithAt } from './ascii.ts';

/** Iterates over the words of one line, without allocating a string for each. */
export class Tokens {
  bytes: Uint8Array = new Uint8Array();
  /** The word last read; empty if there was none. */
  start = 0;
  end = 0;
  #lineEnd = 0;
  readonly #separator: number;

  /** Words are separated by spaces, tabs, and `separator` if there is one. */
  constructor(separator: number = ascii.space) {
    this.#separator = separator;
  }

  open(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = start;
    this.#lineEnd = end;
  }

  get length(): number {
    return this.end - this.start;
  }

  get lineEnd(): number {
    return this.#lineEnd;
  }

  /** The first byte of the word; 0 if there is none. */
  get first(): number {
    return this.end > this.start ? (this.bytes[this.start] as number) : 0;
  }

  /** Reads the next word; false if there is none. */
  next(): boolean {
    const { bytes } = this;
    const last = this.#lineEnd;
    const other = this.#separator;
    let at = this.end;
    while (at < last && (bytes[at] === ascii.space || bytes[at] === ascii.tab || bytes[at] === other))
      at += 1;
    this.start = at;
    while (at < last && bytes[at] !== ascii.space && bytes[at] !== ascii.tab && bytes[at] !== other) at += 1;
    this.end = at;
    return at > this.start;
  }

  /** Continues from a position after the word last read. */
  skipTo(position: number): void {
    this.start = position;
    this.end = position;
  }

  /** Whether the rest of the line contains the byte. */
  restHas(byte: number): boolean {
    const { bytes } = this;
    for (let at = this.end; at < this.#lineEnd; at += 1) if (bytes[at] === byte) return true;
    return false;
  }

  /** Goes back to before the word last read. */
  back(): void {
    this.end = this.start;
  }

  is(text: string): boolean {
    if (this.length !== text.length) return false;
    for (let i = 0; i < text.length; i += 1) {
      if (this.bytes[this.start + i] !== text.charCodeAt(i)) return false;
    }
    return true;
  }

  startsWith(text: string): boolean {
    return startsWithAt(this.bytes, this.start, this.end, text);
  }

  /** The rest of the line after the word last read; for lines that are not frames. */
  rest(): string {
    return latin1(this.bytes, this.end, this.#lineEnd).trim();
  }
}
