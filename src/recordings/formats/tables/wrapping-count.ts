/** Widths of the counters of microcontrollers: a millisecond in 16 bits lasts 65.5 s, a microsecond in 32 bits 71.6 min (Arduino, `micros()`). */
const widths = [2 ** 16, 2 ** 32] as const;
/** A step of at least this share of the range is the counter's, not a pause or a restart. */
const wrapShare = 15 / 16;

/** Makes a count of whole numbers that begins anew, with or without a sign, go on. */
export class WrappingCount {
  /** How often it began anew. */
  wraps = 0;
  #offset = 0;
  #width: number | undefined;
  #previous: number | undefined;
  #least = 0;
  #greatest = 0;

  /** The count at the next row. */
  next(value: number): number {
    if (!Number.isInteger(value)) return value + this.#offset;
    this.#least = Math.min(this.#least, value);
    this.#greatest = Math.max(this.#greatest, value);
    const step = value - (this.#previous ?? value);
    this.#previous = value;
    this.#width ??= this.#widthOf(step);
    if (this.#width !== undefined && Math.abs(step) >= wrapShare * this.#width) {
      const turns = -Math.sign(step);
      // Of two senders the one that is late may bear a time from before.
      if (turns > 0 || this.wraps > 0) {
        this.wraps += turns;
        this.#offset += turns * this.#width;
      }
    }
    return value + this.#offset;
  }

  /** The range that all values so far keep to, if a step back goes nearly through all of it. */
  #widthOf(step: number): number | undefined {
    return widths.find(
      (width) =>
        -step >= wrapShare * width &&
        -step <= width &&
        (this.#greatest < width / 2 ? this.#least >= -width / 2 : this.#least >= 0 && this.#greatest < width),
    );
  }
}
