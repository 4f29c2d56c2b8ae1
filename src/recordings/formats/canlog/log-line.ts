import { frameFlags } from '../../meaning/can/can-frame.ts';
import { LogTime } from './log-time.ts';

/** SAE J1939-21, 5.2.3: logs of messages hold those of several packets in one line. */
export const longestMessage = 1785;

const largestId = { base: 0x7ff, extended: 0x1fff_ffff } as const;

/** What a line of a log is. */
export type LineKind =
  | 'frame'
  /** A frame of LIN, with the fields of one of CAN. */
  | 'lin'
  /** An error of a LIN bus, in `text`. */
  | 'lin-error'
  | 'error'
  /** A request to transmit, whose frame follows. */
  | 'request'
  /** `rxErrors` and `txErrors` of a controller. */
  | 'counters'
  /** A line of text, in `text`. */
  | 'note'
  /** Something else than a frame, of the kind named in `text`. */
  | 'other'
  /** The recorder started anew, and says so in `text`: what was on the bus meanwhile is lost. */
  | 'restart'
  /** Headings, comments and settings. */
  | 'heading'
  | 'unreadable';

/** The fields of a line; the same object is reused for each, with its array for data. */
export class LogLine {
  readonly time = new LogTime();
  channel = 1;
  /** The name of the interface, one byte per character, where the log has names instead of numbers. */
  bus = '';
  /** Without flags. */
  id = 0;
  /** `frameFlags`. */
  flags = 0;
  readonly data = new Uint8Array(longestMessage);
  length = 0;
  text = '';
  /** Whether the file ends with it, without a line break. */
  isLast = false;
  rxErrors = 0;
  txErrors = 0;

  /** An identifier of more than 11 bits has 29; false if it is none. */
  setId(id: number): boolean {
    this.id = id;
    if (id > largestId.base) this.flags |= frameFlags.extended;
    return id >= 0 && id <= largestId.extended;
  }

  clear(): void {
    this.channel = 1;
    this.bus = '';
    this.id = 0;
    this.flags = 0;
    this.length = 0;
    this.text = '';
  }
}

/** Reads the lines of what one program writes, in the order of the file. */
export interface LineParser {
  /** The beginning of a line, if it is known only from the heading; global. */
  readonly begins?: RegExp | undefined;
  /** What each line begins with, where that are words: else a line that was cut would be a remark. */
  readonly words?: string;
  /** What `bytes[start]` to `bytes[end - 1]` is; its fields are then in `line`. Never throws. */
  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind;
}
