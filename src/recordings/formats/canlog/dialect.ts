import type { LineParser } from './log-line.ts';
import type { TimeBase } from './log-time.ts';

/** What one program writes. */
export interface Dialect {
  writer: string;
  /** A line that only this program writes, at the beginning of the file; or, with `most`, what half of all lines are. */
  first: RegExp;
  most?: true;
  /** The beginning of a line, anywhere in one whose line break was damaged, where the parser has none. */
  begins?: RegExp;
  /** What times count from if no line says it; `start` unless given. */
  base?: TimeBase;
  /** `head`: the beginning of the file, for what no line states. */
  open(head: string): LineParser;
}

/** No line of such a log is a heading. */
export const noHeading = /^(?!)/;
