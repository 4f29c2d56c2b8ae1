import { plural } from '../../domain/plural.ts';
import type { ByteRange, Verdict } from '../../domain/verdict.ts';

type DamageKind = 'truncated' | 'corrupt' | 'too_large_unpacked';

const maxRanges = 16;

/** Collects what is wrong with a file while it is read; its verdict puts that into one sentence. */
export class DamageLog {
  readonly #ranges: ByteRange[] = [];
  readonly #kinds = new Set<DamageKind>();
  #places = 0;
  #first: { offset: number; what: string } | undefined;

  get any(): boolean {
    return this.#first !== undefined;
  }

  /**
   * `what` completes the sentence "At byte N …", e.g. "the recording ends in the middle of a chunk".
   * `start` equal to `end` is damage that lost no byte, such as a missing index.
   */
  add(kind: DamageKind, start: number, end: number, what: string): void {
    this.#kinds.add(kind);
    this.#places += 1;
    if (!this.#first || start < this.#first.offset) this.#first = { offset: start, what };
    if (end > start) this.#addRange(start, end);
  }

  verdict(messages: number): Verdict {
    if (!this.#first) {
      return { code: 'ok', message: wholeSentence(messages) };
    }
    const { offset, what } = this.#first;
    const more = this.#places > 1 ? ` (and ${plural(this.#places - 1, 'more place')})` : '';
    const saved =
      messages === 0 ? 'no message could be read' : `${plural(messages, 'message')} could be read`;
    return {
      code: this.#worstKind(),
      message: `At byte ${offset} ${what}${more}; ${saved}.`,
      offset,
      salvaged_messages: messages,
      damaged: this.#ranges,
    };
  }

  #worstKind(): DamageKind {
    if (this.#kinds.has('too_large_unpacked')) return 'too_large_unpacked';
    return this.#kinds.has('corrupt') ? 'corrupt' : 'truncated';
  }

  /** Ranges come in rising order; one that touches the last, or comes after the cap, extends it. */
  #addRange(start: number, end: number): void {
    const last = this.#ranges.at(-1);
    if (last && (start <= last.end || this.#ranges.length >= maxRanges)) last.end = Math.max(last.end, end);
    else this.#ranges.push({ start, end });
  }
}

function wholeSentence(messages: number): string {
  if (messages === 0) return 'The recording is whole but holds no messages.';
  return messages === 1 ? 'The one message was read.' : `All ${plural(messages, 'message')} were read.`;
}
