import { maxSeconds, TimeHalves } from '../../meaning/can/time-halves.ts';
import { ascii, decimalNumber, latin1, skipBlanks } from '../text/ascii.ts';
import { readFraction } from '../text/decimal-number.ts';

/** `candump -t a`, `-t A` and `-t z` print times of one clock, `-t d` the time since the previous frame. */
export type CandumpTimes = 'clock' | 'delta';

const billion = 1_000_000_000;

/** Reads `(1436509052.249713)`, `(000.001250)` and `(2015-07-10 06:17:32.249713)`; leading blanks are allowed. */
export class CandumpTime extends TimeHalves {
  /** Whether the log has times at all. */
  seen = false;
  readonly #times: CandumpTimes;
  #seconds = 0;
  #nanoseconds = 0;

  constructor(times: CandumpTimes) {
    super();
    this.#times = times;
  }

  /** The position after the time that begins at `start`; -1 if it cannot be read. */
  read(bytes: Uint8Array, start: number, end: number): number {
    let point = start + 1;
    while (point < end && bytes[point] !== ascii.point) point += 1;
    let close = point + 1;
    while (close < end && bytes[close] !== ascii.closeParenthesis) close += 1;
    if (close >= end) return -1;
    const seconds = readSeconds(bytes, skipBlanks(bytes, start + 1, point), point);
    const nanoseconds = readFraction(bytes, point + 1, close);
    if (seconds < 0 || seconds > maxSeconds || nanoseconds < 0) return -1;
    this.seen = true;
    if (this.#times === 'delta') this.#advance(seconds, nanoseconds);
    else this.set(seconds, nanoseconds);
    return close + 1;
  }

  #advance(seconds: number, nanoseconds: number): void {
    const sum = this.#nanoseconds + nanoseconds;
    this.#nanoseconds = sum % billion;
    this.#seconds = Math.min(maxSeconds, this.#seconds + seconds + (sum >= billion ? 1 : 0));
    this.set(this.#seconds, this.#nanoseconds);
  }
}

function readSeconds(bytes: Uint8Array, start: number, end: number): number {
  const seconds = decimalNumber(bytes, start, end);
  if (seconds >= 0 || end - start !== 19 || bytes[start + 4] !== ascii.hyphen) return seconds;
  return secondsOfDate(latin1(bytes, start, end));
}

/** The date is that of the recorder's wall clock; its zone is not in the log, so UTC is assumed. */
function secondsOfDate(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text);
  if (!match) return -1;
  const ms = Date.parse(`${match[1]}T${match[2]}Z`);
  return Number.isNaN(ms) ? -1 : ms / 1000;
}

/**
 * Determines from the first lines which kind of times a log has. Those of a clock hardly ever decrease from line to
 * line, and repeat if a tool writes whole seconds; those since the previous frame decrease as often as they increase,
 * or begin with 0 and stay at the interval of the only sender. Absolute ones have ten digits.
 */
export function timesOf(head: Uint8Array): CandumpTimes {
  const text = latin1(head);
  const times = [...text.matchAll(/^\s*\( *(\d{1,9}\.\d+)\)/gm)].map(([, time]) => Number(time));
  const steps = times.slice(1).map((time, index) => time - (times[index] as number));
  const falls = steps.filter((step) => step < 0).length;
  const rises = steps.filter((step) => step > 0).length;
  if (falls > 0) return falls * 4 >= falls + rises ? 'delta' : 'clock';
  return rises === 1 && times.length > 2 && times[0] === 0 && (steps[0] as number) > 0 ? 'delta' : 'clock';
}
