import { plural } from '../../../domain/plural.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { oddTimes } from './odd-times.ts';

/** Lines that are remembered: buffers of small loggers hold fewer. */
const remembered = 1024;
/** A single one may be where two logs were put together. */
const leastBlocks = 2;

/** A time in nanoseconds, in halves of 32 bits. */
interface Halves {
  high: number;
  low: number;
}

/**
 * Blocks of lines that a logger wrote again: where times fall back, the lines from there on are those that were written last, byte by
 * byte, as many as there are between the two. Lines are compared by their checksums.
 */
export class RepeatedBlocks {
  #blocks = 0;
  #lines = 0;
  #first: Place | undefined;
  readonly #sums = new Uint32Array(remembered);
  #count = 0;
  #high = 0;
  #low = 0;
  /** Lines between the two occurrences that are compared, and how many of them were alike; 0 if none are compared. */
  #distance = 0;
  #alike = 0;
  #began: Place | undefined;

  /** The next line, which lies at `offset` of the file, with its time in halves. */
  line(bytes: Uint8Array, start: number, end: number, { high, low }: Halves, offset: number): void {
    this.next(bytes, start, end, high, low, () => ({ timeNs: nanoseconds(high, low), topic: '', offset }));
  }

  /** As above; `place` is asked for where times fall back. */
  next(bytes: Uint8Array, start: number, end: number, high: number, low: number, place: () => Place): void {
    const sum = checksum(bytes, start, end);
    if (this.#distance > 0) this.#compare(sum);
    else if (high < this.#high || (high === this.#high && low < this.#low)) this.#begin(sum, place);
    this.#sums[this.#count % remembered] = sum;
    this.#count += 1;
    this.#high = high;
    this.#low = low;
  }

  report(findings: Findings): void {
    if (this.#blocks < leastBlocks || !this.#first) return;
    findings.code(
      {
        code: oddTimes.repeated,
        source: 'clock',
        severity: 'warning',
        message: `${this.#blocks} blocks of ${plural(this.#lines, 'line')} in all repeat the lines before them byte by byte; they are counted again`,
      },
      this.#first,
    );
  }

  #begin(sum: number, place: () => Place): void {
    const known = Math.min(this.#count, remembered);
    for (let distance = 2; distance <= known; distance += 1) {
      if (this.#sumBefore(distance) !== sum) continue;
      this.#distance = distance;
      this.#alike = 1;
      this.#began = place();
      return;
    }
  }

  #compare(sum: number): void {
    this.#alike = this.#sumBefore(this.#distance) === sum ? this.#alike + 1 : 0;
    if (this.#alike > 0 && this.#alike < this.#distance) return;
    if (this.#alike > 0) {
      this.#blocks += 1;
      this.#lines += this.#distance;
      this.#first ??= this.#began;
    }
    this.#distance = 0;
  }

  #sumBefore(distance: number): number {
    return this.#sums[(this.#count - distance) % remembered] as number;
  }
}

/** FNV-1a of 32 bits. */
function checksum(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0x811c9dc5;
  for (let at = start; at < end; at += 1) sum = Math.imul(sum ^ (bytes[at] as number), 0x01000193);
  return sum >>> 0;
}
