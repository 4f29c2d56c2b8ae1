import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { ascii, skipBlanks } from './ascii.ts';

/** Bytes of the longest line of frames that is read; one with 2048 bytes of a CAN XL or 1500 of an Ethernet frame has 6 KiB. */
const longestOfFrames = 65_536;
/** Bytes of the longest line of a format that sets no limit (a picture in a row, a document in a log). */
const longestOfText = 2 ** 20;

/** Reads the lines of a text format. A line comes without its line break and is never blank. */
export interface LineReader {
  /** Whether tabs at the end of a line belong to it, as they do between the empty cells of a table; else they are cut off. */
  readonly keepsTabs?: boolean;
  /** Whether the format sets no limit to a line: then one beyond `longestOfText` is no damage, but not read. */
  readonly isUnlimited?: boolean;
  /**
   * Reads `bytes[start]` to `bytes[end - 1]`, which are at `offset` in the file and are valid only during the call;
   * false if they cannot be read. Never throws.
   */
  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean;
  /**
   * Bytes of something else than a line that begins at `start`, such as a binary message between lines, and is passed over; 0 if nothing
   * does. Beyond `end` if more bytes have to be seen; called again then, until the file ends.
   */
  passed?(bytes: Uint8Array, start: number, end: number, offset: number): number;
  /** Where in an unreadable line another one may begin, if the line break was damaged; -1 if nowhere. */
  restart(bytes: Uint8Array, start: number, end: number): number;
}

/**
 * Reads all lines of a text, skipping those that cannot be read. `lineBreak` is the byte that ends them. Throws
 * `SourceError`.
 */
export async function walkLines(
  reader: ByteReader,
  lines: LineReader,
  damage: DamageLog,
  lineBreak: number = ascii.lineFeed,
): Promise<void> {
  const damaged = new DamagedLines(damage, lines);
  /** Bytes of the window known to contain no line break. */
  let searched = 0;
  /** Start of an overlong line, whose end is searched for without buffering it. */
  let tooLongFrom = -1;
  try {
    if ((await reader.fill(3)) && isByteOrderMark(reader)) reader.advance(3);
    while (await reader.fill(searched + 1)) {
      const { bytes, start, end } = reader;
      const last = bytes.subarray(start + searched, end).lastIndexOf(lineBreak);
      if (last < 0) {
        searched = end - start;
        if (searched <= damaged.longest) continue;
        if (tooLongFrom < 0) tooLongFrom = reader.offset;
        reader.advance(searched);
        searched = 0;
        continue;
      }
      let from = start;
      if (tooLongFrom >= 0) {
        from = bytes.indexOf(lineBreak, start) + 1;
        damaged.addLong(tooLongFrom, reader.offset + from - start);
        tooLongFrom = -1;
      }
      const stop = start + searched + last + 1;
      const read = readLines({ bytes, lineBreak, end }, from, stop, reader.offset - start, lines, damaged);
      reader.advance(read - start);
      searched = read < stop ? end - read : 0;
    }
    if (tooLongFrom >= 0) damaged.addLong(tooLongFrom, reader.offset + reader.available);
    else readRest(reader, lineBreak, lines, damaged);
    damaged.report();
  } finally {
    await reader.close();
  }
}

/**
 * `origin` is the offset in the file of `bytes[0]`. `stop` follows a line break. Position behind what was read: before `stop` if a thing
 * between lines ends behind the window, whose end is `end`.
 */
function readLines(
  { bytes, lineBreak, end: windowEnd }: { bytes: Uint8Array; lineBreak: number; end: number },
  from: number,
  stop: number,
  origin: number,
  lines: LineReader,
  damaged: DamagedLines,
): number {
  let start = from;
  while (start < stop) {
    const passed = lines.passed?.(bytes, start, windowEnd, origin + start) ?? 0;
    if (start + passed > windowEnd) return start;
    if (passed > 0) {
      start += passed;
      continue;
    }
    let end = start;
    while (bytes[end] !== lineBreak) end += 1;
    if (end - start > damaged.longest) damaged.addLong(origin + start, origin + end + 1);
    else readLine(bytes, start, end, origin, end + 1, lines, damaged);
    start = end + 1;
  }
  return start;
}

/** What is left at the end of the file: the last line, and what waited for the end of a thing between lines, which does not come. */
function readRest(reader: ByteReader, lineBreak: number, lines: LineReader, damaged: DamagedLines): void {
  const { bytes, end } = reader;
  const read = () => {
    const stop = bytes.lastIndexOf(lineBreak, end - 1) + 1;
    const origin = reader.offset - reader.start;
    const at = readLines({ bytes, lineBreak, end }, reader.start, stop, origin, lines, damaged);
    reader.advance(at - reader.start);
    return at < stop;
  };
  while (reader.available > 0 && (read() || lines.passed !== undefined)) {
    const size = lines.passed?.(bytes, reader.start, end, reader.offset) ?? 0;
    if (size === 0) break;
    const isCut = reader.start + size > end;
    if (isCut && lines.restart(bytes, reader.start + 1, end) >= 0) {
      const next = bytes.indexOf(lineBreak, reader.start) + 1;
      if (next <= reader.start) break;
      damaged.add(reader.offset, reader.offset + next - reader.start);
      reader.advance(next - reader.start);
      continue;
    }
    if (isCut) damaged.addCut(reader.offset, reader.offset + reader.available);
    reader.advance(Math.min(size, reader.available));
  }
  readLastLine(reader, lines, damaged);
}

/** The break at the end of the last line may be missing. An unreadable last line was truncated. */
function readLastLine(reader: ByteReader, lines: LineReader, damaged: DamagedLines): void {
  const { bytes, start, end, offset } = reader;
  if (end === start) return;
  damaged.report();
  damaged.kind = bytes.subarray(start, end).includes(0) ? 'corrupt' : 'truncated';
  readLine(bytes, start, end, offset - start, end, lines, damaged);
}

function readLine(
  bytes: Uint8Array,
  start: number,
  lineEnd: number,
  origin: number,
  next: number,
  lines: LineReader,
  damaged: DamagedLines,
): void {
  let end = lineEnd;
  while (end > start && (bytes[end - 1] as number) <= ascii.space) {
    if (bytes[end - 1] === 0 || (bytes[end - 1] === ascii.tab && lines.keepsTabs)) break;
    end -= 1;
  }
  if (end === start || skipBlanks(bytes, start, end) === end) return;
  if (lines.read(bytes, start, end, origin + start)) {
    damaged.report();
    return;
  }
  const restart = lines.restart(bytes, start + 1, end);
  if (restart > start && lines.read(bytes, restart, end, origin + restart)) {
    damaged.kind = 'corrupt';
    damaged.add(origin + start, origin + restart);
    damaged.report();
  } else {
    damaged.add(origin + start, origin + next);
  }
}

/** Consecutive unreadable lines are one place of damage. */
class DamagedLines {
  kind: 'corrupt' | 'truncated' = 'corrupt';
  /** Bytes of a line, without its break, that are read at most, wherever the window ends. */
  readonly longest: number;
  readonly #damage: DamageLog;
  readonly #isUnlimited: boolean;
  #start = 0;
  #end = 0;
  #count = 0;

  constructor(damage: DamageLog, { isUnlimited = false }: LineReader) {
    this.#damage = damage;
    this.#isUnlimited = isUnlimited;
    this.longest = isUnlimited ? longestOfText : longestOfFrames;
  }

  /** What ends behind the end of the file. */
  addCut(start: number, end: number): void {
    this.report();
    this.kind = 'truncated';
    this.add(start, end);
    this.report();
  }

  addLong(start: number, end: number): void {
    if (!this.#isUnlimited) {
      this.add(start, end);
      return;
    }
    this.report();
    this.#damage.add('unsupported', start, end, 'a line is longer than 1 MiB');
  }

  add(start: number, end: number): void {
    if (this.#count === 0) this.#start = start;
    this.#end = end;
    this.#count += 1;
  }

  report(): void {
    if (this.#count === 0) return;
    this.#damage.add(this.kind, this.#start, this.#end, this.#what());
    this.#count = 0;
  }

  #what(): string {
    if (this.kind === 'truncated') return 'the recording ends in the middle of a line';
    return this.#count === 1 ? 'a line cannot be read' : `${this.#count} lines cannot be read`;
  }
}

function isByteOrderMark(reader: ByteReader): boolean {
  return reader.u8(0) === 0xef && reader.u8(1) === 0xbb && reader.u8(2) === 0xbf;
}
