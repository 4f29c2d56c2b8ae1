import type { DbcProblem } from './can-database.ts';
import { dbcLimits } from './dbc-limits.ts';
import type { DecodedText } from './decode-text.ts';

/** Collects the problems of a file with lines and bytes; bytes are counted only for the problems that are reported. */
export class DbcProblems {
  readonly first: DbcProblem[] = [];
  count = 0;
  readonly #source: DecodedText;
  #at = 0;
  #line = 1;
  #bytes: number;

  constructor(source: DecodedText) {
    this.#source = source;
    this.#bytes = source.skipped;
  }

  /** `start` and `end` are places in the text; those of each call are after those of the previous call. */
  add(start: number, end: number, message: string): void {
    this.count += 1;
    if (this.first.length >= dbcLimits.problems) return;
    this.#countTo(start);
    const line = this.#line;
    const bytes = this.#bytes;
    this.#countTo(end);
    this.first.push({ line, start: bytes, end: this.#bytes, message });
  }

  #countTo(place: number): void {
    const part = this.#source.text.slice(this.#at, place);
    for (let at = part.indexOf('\n'); at !== -1; at = part.indexOf('\n', at + 1)) this.#line += 1;
    this.#bytes += this.#source.byteLength(part);
    this.#at = place;
  }
}
