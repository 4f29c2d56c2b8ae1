const minuteMs = 60_000;
/** By less, lines are only out of order. */
const leastFallMs = 1000;
/** A line of the minute before, out of order, seems to be this share of a minute later. */
const shareBack = 0.9;
/** Before so many steps are known, any fall is a new minute. */
const leastSteps = 20;
/** How many times longer than the mean step a pause over the end of a minute may be; a longer one has to be borne out by lines behind it. */
const longestPause = 20;
/** Times in a row that a serial adapter garbles; what more lines say is a new minute. */
const mostInDoubt = 3;

/**
 * Makes times go on that begin anew each minute. Single ones that belong neither to the minute nor to a new one, as serial
 * adapters garble them, are read at the time of the line before. In milliseconds.
 */
export class MinuteClock {
  /** How many times were garbled. */
  stray = 0;
  #passed = 0;
  #previous = Number.NaN;
  #before = Number.NaN;
  #steps = 0;
  #stepped = 0;
  #inDoubt = 0;

  /** The time since the first minute began of a line that bears `ms`. */
  next(ms: number): number {
    const step = ms - this.#previous;
    if (step > minuteMs * shareBack && this.#passed > 0 && ms < minuteMs) return this.#passed - minuteMs + ms;
    if (step <= -leastFallMs) {
      if (this.#returns(ms)) this.stray += 1;
      else if (this.#begins(ms)) this.#passed += minuteMs;
      else return this.#passed + this.#previous;
    } else {
      this.stray += this.#inDoubt;
      if (step > 0) {
        this.#steps += 1;
        this.#stepped += step;
      }
      this.#before = this.#previous;
    }
    this.#inDoubt = 0;
    this.#previous = ms;
    return this.#passed + ms;
  }

  /** Whether the line before was too late, and this one goes on where those before it were. */
  #returns(ms: number): boolean {
    const back = ms - this.#before;
    return this.#steps >= leastSteps && back >= 0 && back < leastFallMs;
  }

  /** Whether a minute begins with this line: shortly after the one before, or shown by several lines. */
  #begins(ms: number): boolean {
    const pause = ms + minuteMs - this.#previous;
    const longest = Math.max(leastFallMs, (longestPause * this.#stepped) / this.#steps);
    if (this.#steps < leastSteps || pause <= longest) return true;
    this.#inDoubt += 1;
    return this.#inDoubt > mostInDoubt;
  }
}
