import { evenProbabilities, type RangeDecoder } from './range-decoder.ts';

const states = 12;
const literalStates = 7;
const posStatesMax = 16;
const shortestMatch = 2;
const lengthStates = 4;
const slotBits = 6;
const firstModelSlot = 4;
const endModelSlot = 14;
const alignBits = 4;
/** Probabilities of one literal coder: 256 plain, and 512 for the byte after a match. */
const literalOdds = 0x300;

/** Lengths of matches: up to 8, up to 16, or up to 272 bytes beyond the shortest. */
class LengthDecoder {
  readonly #choice = evenProbabilities(2);
  readonly #low = evenProbabilities(posStatesMax << 3);
  readonly #middle = evenProbabilities(posStatesMax << 3);
  readonly #high = evenProbabilities(256);

  read(range: RangeDecoder, posState: number): number {
    if (range.bit(this.#choice, 0) === 0) return range.tree(this.#low, posState << 3, 3);
    if (range.bit(this.#choice, 1) === 0) return 8 + range.tree(this.#middle, posState << 3, 3);
    return 16 + range.tree(this.#high, 0, 8);
  }
}

/** The adaptive state of LZMA, as in the LZMA specification (Igor Pavlov, 2015), and the four last distances. */
export class LzmaDecoder {
  readonly #literalContextBits: number;
  readonly #literalPositionMask: number;
  readonly #positionMask: number;
  readonly #literals: Uint16Array;
  readonly #isMatch = evenProbabilities(states * posStatesMax);
  readonly #isRep = evenProbabilities(states);
  readonly #isRep0 = evenProbabilities(states);
  readonly #isRep1 = evenProbabilities(states);
  readonly #isRep2 = evenProbabilities(states);
  readonly #isRep0Long = evenProbabilities(states * posStatesMax);
  readonly #slots = evenProbabilities(lengthStates << slotBits);
  readonly #distances = evenProbabilities(1 + 128 - endModelSlot + 1);
  readonly #align = evenProbabilities(1 << alignBits);
  readonly #matchLength = new LengthDecoder();
  readonly #repLength = new LengthDecoder();
  #state = 0;
  #rep0 = 0;
  #rep1 = 0;
  #rep2 = 0;
  #rep3 = 0;

  /** `lc`, `lp` and `pb` of the properties byte. */
  constructor(lc: number, lp: number, pb: number) {
    this.#literalContextBits = lc;
    this.#literalPositionMask = (1 << lp) - 1;
    this.#positionMask = (1 << pb) - 1;
    this.#literals = evenProbabilities(literalOdds << (lc + lp));
  }

  /**
   * Fills `out[from]` to `out[to - 1]`, looking back at most to `out[begin]`, where the dictionary was reset. False
   * if the input is invalid.
   */
  decode(range: RangeDecoder, out: Uint8Array, begin: number, from: number, to: number): boolean {
    let at = from;
    while (at < to) {
      if (range.overrun) return false;
      const posState = (at - begin) & this.#positionMask;
      const state = this.#state;
      if (range.bit(this.#isMatch, (state << 4) + posState) === 0) {
        out[at] = this.#literal(range, out, begin, at);
        at += 1;
        continue;
      }
      const length = this.#match(range, posState);
      if (length < 0 || this.#rep0 >= at - begin || at + length > to) return false;
      for (const end = at + length; at < end; at += 1) out[at] = out[at - this.#rep0 - 1] as number;
    }
    return true;
  }

  #literal(range: RangeDecoder, out: Uint8Array, begin: number, at: number): number {
    const previous = at > begin ? (out[at - 1] as number) : 0;
    const context =
      (((at - begin) & this.#literalPositionMask) << this.#literalContextBits) +
      (previous >> (8 - this.#literalContextBits));
    const base = context * literalOdds;
    let symbol = 1;
    if (this.#state >= literalStates && this.#rep0 < at - begin) {
      let matched = out[at - this.#rep0 - 1] as number;
      do {
        const expected = (matched >> 7) & 1;
        matched <<= 1;
        const bit = range.bit(this.#literals, base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expected) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = (symbol << 1) | range.bit(this.#literals, base + symbol);
    this.#state = stateAfterLiteral(this.#state);
    return symbol & 0xff;
  }

  /**
   * Length of the match, whose distance is then the first of the last four; -1 for the end marker, which LZMA2 does
   * not have.
   */
  #match(range: RangeDecoder, posState: number): number {
    const state = this.#state;
    const afterLiteral = state < literalStates;
    if (range.bit(this.#isRep, state) === 0) {
      this.#rep3 = this.#rep2;
      this.#rep2 = this.#rep1;
      this.#rep1 = this.#rep0;
      const length = this.#matchLength.read(range, posState);
      this.#state = afterLiteral ? 7 : 10;
      this.#rep0 = this.#distance(range, length);
      return this.#rep0 === 0xffff_ffff ? -1 : length + shortestMatch;
    }
    if (range.bit(this.#isRep0, state) === 0) {
      if (range.bit(this.#isRep0Long, (state << 4) + posState) === 0) {
        this.#state = afterLiteral ? 9 : 11;
        return 1;
      }
    } else {
      let distance = this.#rep1;
      if (range.bit(this.#isRep1, state) === 1) {
        if (range.bit(this.#isRep2, state) === 0) distance = this.#rep2;
        else {
          distance = this.#rep3;
          this.#rep3 = this.#rep2;
        }
        this.#rep2 = this.#rep1;
      }
      this.#rep1 = this.#rep0;
      this.#rep0 = distance;
    }
    const length = this.#repLength.read(range, posState);
    this.#state = afterLiteral ? 8 : 11;
    return length + shortestMatch;
  }

  #distance(range: RangeDecoder, length: number): number {
    const lengthState = Math.min(length, lengthStates - 1);
    const slot = range.tree(this.#slots, lengthState << slotBits, slotBits);
    if (slot < firstModelSlot) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < endModelSlot) return base + range.reverseTree(this.#distances, base - slot, bits);
    const direct = range.direct(bits - alignBits) * (1 << alignBits);
    return base + direct + range.reverseTree(this.#align, 0, alignBits);
  }
}

function stateAfterLiteral(state: number): number {
  if (state < 4) return 0;
  return state < 10 ? state - 3 : state - 6;
}
