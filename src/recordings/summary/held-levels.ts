import type { HeldLevel, Nanoseconds } from './file-summary.ts';

/** For how long a level is followed, in seconds. */
export const heldSeconds = [2, 5, 10, 30] as const;
export type HeldSeconds = (typeof heldSeconds)[number];

/** Without a value for longer, in seconds, it is not known what the level was: the slowest health topics come once in five. */
const longestBreak = 10;

const longest = Math.max(...heldSeconds);

interface Best {
  high: number;
  highAt: number;
  low: number;
  lowAt: number;
}

/** Follows the mean of each second of a metric. */
export class HeldLevels {
  #second = Number.NaN;
  #sum = 0;
  #count = 0;
  /** The seconds that have values, and the mean in each; the last ones, without a longer break. */
  #seconds: number[] = [];
  #means: number[] = [];
  readonly #best = heldSeconds.map((): Best | undefined => undefined);

  add(ms: number, milli: number): void {
    const second = Math.floor(ms / 1000);
    if (second !== this.#second) this.#next(second);
    this.#sum += milli;
    this.#count += 1;
  }

  levels(): HeldLevel[] {
    this.#close();
    return this.#best.flatMap((best, i): HeldLevel[] =>
      best ? [[heldSeconds[i] as number, best.high, at(best.highAt), best.low, at(best.lowAt)]] : [],
    );
  }

  #next(second: number): void {
    this.#close();
    if (!(second > this.#second && second - this.#second <= longestBreak)) {
      this.#seconds.length = 0;
      this.#means.length = 0;
    }
    this.#second = second;
  }

  #close(): void {
    if (this.#count === 0) return;
    this.#seconds.push(this.#second);
    this.#means.push(Math.round(this.#sum / this.#count));
    this.#sum = 0;
    this.#count = 0;
    if (this.#seconds.length > 4 * longest) {
      this.#seconds = this.#seconds.slice(-2 * longest);
      this.#means = this.#means.slice(-2 * longest);
    }
    this.#judge();
  }

  /** The windows that end with the last second, each reaching back to the value that was valid when it began. */
  #judge(): void {
    const last = this.#seconds.length - 1;
    const end = this.#seconds[last] as number;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    let window = 0;
    for (let i = last; i >= 0 && window < heldSeconds.length; i -= 1) {
      const mean = this.#means[i] as number;
      const second = this.#seconds[i] as number;
      if (mean < least) least = mean;
      if (mean > most) most = mean;
      while (window < heldSeconds.length && second <= end - (heldSeconds[window] as number) + 1) {
        this.#note(window, least, most, second);
        window += 1;
      }
    }
  }

  #note(window: number, high: number, low: number, second: number): void {
    const best = this.#best[window];
    if (!best) {
      this.#best[window] = { high, highAt: second, low, lowAt: second };
      return;
    }
    if (high > best.high) {
      best.high = high;
      best.highAt = second;
    }
    if (low < best.low) {
      best.low = low;
      best.lowAt = second;
    }
  }
}

function at(second: number): Nanoseconds {
  return String(BigInt(second) * 1_000_000_000n);
}
