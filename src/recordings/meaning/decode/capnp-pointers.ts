/**
 * Reads messages of Cap'n Proto (https://capnproto.org/encoding.html) by the positions of their fields. Every pointer
 * is checked against its segment, and the objects of one message may have no more words than the message itself
 * (twice over): pointers that share an object cannot make a small message large.
 */

/** A pointer or size that contradicts the message. */
export class InvalidCapnp extends Error {}

export const wordBytes = 8;

/** Kinds of pointers, their two lowest bits. */
export const kinds = { struct: 0, list: 1, far: 2 } as const;

/** Sizes of list elements that are used here. */
export const elementSizes = { byte: 2, twoBytes: 3, fourBytes: 4, composite: 7 } as const;

export interface Segment {
  /** Of its first byte. */
  at: number;
  words: number;
}

/** A resolved pointer: the object it refers to, and the pointer's upper half, which describes it. */
export interface Target {
  segment: Segment;
  /** First word of the object. */
  word: number;
  kind: number;
  shape: number;
}

/** The segments of one message, whose table begins at `at` of the bytes; they contain all of it. */
export class CapnpPointers {
  readonly view: DataView;
  readonly #segments: Segment[] = [];
  #wordsLeft = 0;

  constructor(view: DataView, at: number) {
    this.view = view;
    const count = view.getUint32(at, true) + 1;
    let start = at + segmentTableBytes(count);
    for (let index = 0; index < count; index += 1) {
      const words = view.getUint32(at + 4 + 4 * index, true);
      this.#segments.push({ at: start, words });
      this.#wordsLeft += 2 * words;
      start += words * wordBytes;
    }
  }

  get first(): Segment | undefined {
    return this.#segments[0];
  }

  /** Counts the words of an object; throws `InvalidCapnp` if they are not in its segment, or too many. */
  claim({ segment, word }: Target, words: number): void {
    if (word < 0 || word + words > segment.words)
      throw new InvalidCapnp('a pointer leads out of its segment');
    this.#wordsLeft -= words;
    if (this.#wordsLeft < 0) throw new InvalidCapnp('its pointers share objects');
  }

  /** Undefined for a null pointer, and for kinds that are not data. */
  resolve(segment: Segment, word: number): Target | undefined {
    const at = segment.at + word * wordBytes;
    const low = this.view.getUint32(at, true);
    const shape = this.view.getUint32(at + 4, true);
    if (low === 0 && shape === 0) return undefined;
    const kind = low & 3;
    if (kind !== kinds.far)
      return { segment, word: word + 1 + (this.view.getInt32(at, true) >> 2), kind, shape };
    const pads = this.#segments[shape];
    const pad = low >>> 3;
    const isDouble = (low & 4) !== 0;
    if (!pads || pad + (isDouble ? 2 : 1) > pads.words)
      throw new InvalidCapnp('a pointer leads to no segment');
    const padAt = pads.at + pad * wordBytes;
    const padLow = this.view.getUint32(padAt, true);
    if (!isDouble) {
      if ((padLow & 3) === kinds.far) throw new InvalidCapnp('a pointer leads to a pointer that leads on');
      const offset = this.view.getInt32(padAt, true) >> 2;
      return {
        segment: pads,
        word: pad + 1 + offset,
        kind: padLow & 3,
        shape: this.view.getUint32(padAt + 4, true),
      };
    }
    const content = this.#segments[this.view.getUint32(padAt + 4, true)];
    if (!content || (padLow & 7) !== kinds.far) throw new InvalidCapnp('a pointer leads to no segment');
    const tag = this.view.getUint32(padAt + wordBytes, true);
    return {
      segment: content,
      word: padLow >>> 3,
      kind: tag & 3,
      shape: this.view.getUint32(padAt + wordBytes + 4, true),
    };
  }
}

/** Bytes of the table before the segments: their number less 1, and the words of each, padded to a whole word. */
export function segmentTableBytes(segments: number): number {
  return (4 + 4 * segments + 7) & ~7;
}
