import type { Level } from '../../meaning/interpret/level-words.ts';

/** Since midnight; with a zone it may lie before or behind the day. */
interface SinceMidnight {
  seconds: number;
  nanoseconds: number;
}

/** The time of an entry as it is written. */
export type WrittenTime =
  /** `day`: days since 1970. A time without a zone is taken as UTC. */
  | ({ kind: 'date'; day: number } & SinceMidnight)
  | ({ kind: 'yearless'; month: number; day: number } & SinceMidnight)
  | ({ kind: 'time of day' } & SinceMidnight)
  /** Since 1970. */
  | { kind: 'epoch'; seconds: number; nanoseconds: number }
  /** Since the computer was switched on. */
  | { kind: 'uptime'; seconds: number; nanoseconds: number };

/** What stands at the head of an entry. */
export interface LogEntry {
  /** Undefined if the entry has none. */
  time: WrittenTime | undefined;
  /** Undefined if the entry has none. */
  level: Level | undefined;
  /** Program, tag or node; empty if the entry has none. */
  source: string;
  /** The first line of the text. */
  text: string;
  /** False where other texts have such lines too. */
  isProof?: false;
}

/** How one kind of program writes its log. */
export interface LogStyle {
  /** Completes "Text log of …". */
  writer: string;
  /** What a line is: undefined for one that continues an entry. Colours are removed beforehand; it never throws. */
  read(line: string): LogEntry | 'heading' | undefined;
}

/** Heads are searched in so many characters at most, so that no line takes longer than another. */
export const longestHead = 500;
