import { ascii, startsWithAt } from './ascii.ts';

/** Goes over the words of one line, which spaces and tabs separate, without a string for each. */
export class Tokens {
  bytes: Uint8Array = new Uint8Array();
  /** The word last taken; empty when there was none. */
  start = 0;
  end = 0;
  #lineEnd = 0;

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

  /** The first byte of the word; 0 when there is none. */
  get first(): number {
    return this.end > this.start ? (this.bytes[this.start] as number) : 0;
  }

  /** Takes the next word; false when there is none. */
  next(): boolean {
    const { bytes } = this;
    const last = this.#lineEnd;
    let at = this.end;
    while (at < last && (bytes[at] === ascii.space || bytes[at] === ascii.tab)) at += 1;
    this.start = at;
    while (at < last && bytes[at] !== ascii.space && bytes[at] !== ascii.tab) at += 1;
    this.end = at;
    return at > this.start;
  }

  /** Goes on from a position behind the word last taken. */
  skipTo(position: number): void {
    this.start = position;
    this.end = position;
  }

  /** Whether what is left of the line has the byte. */
  restHas(byte: number): boolean {
    const { bytes } = this;
    for (let at = this.end; at < this.#lineEnd; at += 1) if (bytes[at] === byte) return true;
    return false;
  }

  /** Goes back to before the word last taken. */
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

  /** What is left of the line behind the word last taken; for lines that are no frames. */
  rest(): string {
    const { buffer, byteOffset } = this.bytes;
    return Buffer.from(buffer, byteOffset + this.end, this.#lineEnd - this.end)
      .toString('latin1')
      .trim();
  }
}
