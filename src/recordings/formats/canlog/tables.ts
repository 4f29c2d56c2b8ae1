import { hasControls, isDigit, textOfBytes } from '../text/ascii.ts';
import { type Column, ColumnReader } from './columns.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';

/** A log whose frames have the same columns in each line, with headings that are none. */
export interface TableOptions {
  columns: readonly Column[];
  /** Besides blanks. */
  separator?: number;
  /** Lines of the heading, and comments. */
  heading: RegExp;
  /** When the log began in milliseconds since 1970, from a line of the heading that says it. */
  startOf?(heading: string): number | undefined;
  /** The kind of a line that is no frame, from its text. */
  otherKind?(text: string): string | undefined;
}

export class TableParser implements LineParser {
  readonly #options: TableOptions;
  readonly #reader: ColumnReader;

  constructor(options: TableOptions) {
    this.#options = options;
    this.#reader = new ColumnReader(options.separator);
  }

  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    const { columns, heading, startOf, otherKind } = this.#options;
    if (!isDigit(bytes[start]) || otherKind) {
      const text = textOfBytes(bytes.subarray(start, Math.min(end, start + 400)));
      if (heading.test(text) && !hasControls(bytes, start, end)) {
        const originMs = startOf?.(text);
        if (originMs !== undefined) line.time.begin('start', originMs);
        return 'heading';
      }
      const kind = otherKind?.(text);
      if (kind !== undefined) {
        line.text = kind;
        return 'other';
      }
    }
    return this.#reader.read(bytes, start, end, columns, line) ? 'frame' : 'unreadable';
  }
}
