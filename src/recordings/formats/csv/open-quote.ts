import { ascii } from '../text/ascii.ts';

interface OpenLine {
  bytes: Uint8Array;
  offset: number;
}

/** A quoted field may go on in the next lines, for so many of them and so many bytes. */
const maxLines = 100;
const maxBytes = 65_536;

/** The lines of a row whose quoted field has not ended yet, copied since the window moves on. */
export class OpenQuote {
  #lines: OpenLine[] = [];
  #size = 0;

  get isOpen(): boolean {
    return this.#lines.length > 0;
  }

  /** Where the row begins. */
  get offset(): number {
    return this.#lines[0]?.offset ?? 0;
  }

  /** All lines, with their breaks between them. */
  get bytes(): Uint8Array {
    const breaks = Uint8Array.of(ascii.lineFeed);
    return Buffer.concat(
      this.#lines.flatMap(({ bytes }, index) => (index === 0 ? [bytes] : [breaks, bytes])),
    );
  }

  /** False if the line is too long to be kept. */
  begin(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    this.#lines = [];
    this.#size = 0;
    return this.add(bytes, start, end, offset);
  }

  /** False, and not added, if there are too many already. */
  add(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    this.#size += end - start + 1;
    if (this.#lines.length >= maxLines || this.#size > maxBytes) return false;
    this.#lines.push({ bytes: bytes.slice(start, end), offset });
    return true;
  }

  /** Its lines; it is closed then. */
  end(): OpenLine[] {
    const lines = this.#lines;
    this.#lines = [];
    this.#size = 0;
    return lines;
  }
}
