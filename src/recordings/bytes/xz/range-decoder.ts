/** Probabilities have 11 bits and move by 1/32 of the distance (LZMA specification, "Range Coder"). */
const probabilityBits = 11;
const moveBits = 5;
const half = 1 << (probabilityBits - 1);
const topValue = 2 ** 24;

/** Trees of `count` bits, initialised to equal probabilities. */
export function evenProbabilities(count: number): Uint16Array {
  return new Uint16Array(count).fill(half);
}

/** The range decoder of LZMA over `bytes[start]` to `bytes[end - 1]`; past the end it reads zeros and records that. */
export class RangeDecoder {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;
  #range = 0xffff_ffff;
  #code = 0;
  #overrun = false;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#end = end;
    // The first byte is always 0.
    this.#at = start + 1;
    for (let index = 0; index < 4; index += 1) this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  /** Whether exactly the available bytes were consumed, and the code ended as an encoder ends it. */
  get isWhole(): boolean {
    return !this.#overrun && this.#at === this.#end && this.#code === 0;
  }

  get overrun(): boolean {
    return this.#overrun;
  }

  bit(odds: Uint16Array, index: number): number {
    const chance = odds[index] as number;
    const bound = (this.#range >>> probabilityBits) * chance;
    let bit = 0;
    if (this.#code < bound) {
      this.#range = bound;
      odds[index] = chance + (((1 << probabilityBits) - chance) >>> moveBits);
    } else {
      this.#range -= bound;
      this.#code -= bound;
      odds[index] = chance - (chance >>> moveBits);
      bit = 1;
    }
    this.#normalise();
    return bit;
  }

  /** `count` bits without a probability model, the most significant first. */
  direct(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = value * 2 + bit;
      this.#normalise();
    }
    return value;
  }

  /** A tree of `count` bits whose probabilities begin at `base`, the most significant bit first. */
  tree(odds: Uint16Array, base: number, count: number): number {
    let node = 1;
    for (let index = 0; index < count; index += 1) node = (node << 1) | this.bit(odds, base + node);
    return node - (1 << count);
  }

  /** The same, the least significant bit first. */
  reverseTree(odds: Uint16Array, base: number, count: number): number {
    let node = 1;
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      const bit = this.bit(odds, base + node);
      node = (node << 1) | bit;
      value |= bit << index;
    }
    return value;
  }

  #normalise(): void {
    if (this.#range >= topValue) return;
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#next()) >>> 0;
  }

  #next(): number {
    if (this.#at >= this.#end) {
      this.#overrun = true;
      return 0;
    }
    const byte = this.#bytes[this.#at] as number;
    this.#at += 1;
    return byte;
  }
}
