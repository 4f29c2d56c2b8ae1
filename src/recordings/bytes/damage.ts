import { plural } from '../../domain/plural.ts';
import type { ByteRange, Verdict, VerdictCode } from '../../domain/verdict.ts';

/** The most serious first: a file with several kinds has the verdict of the first. */
const damageKinds = ['too_large_unpacked', 'corrupt', 'truncated'] as const satisfies VerdictCode[];

/** `unsupported` is no damage: a valid feature of the format that this version does not read. */
export type DamageKind = (typeof damageKinds)[number] | 'unsupported';

const maxRanges = 16;

/** Places of one kind: their number, and the first of them. */
interface Places {
  count: number;
  offset: number;
  what: string;
}

/**
 * Collects what is damaged in a file, and what is not supported, while it is read; its verdict puts that into words.
 */
export class DamageLog {
  readonly #ranges: ByteRange[] = [];
  readonly #kinds = new Set<DamageKind>();
  #damaged: Places | undefined;
  #unsupported: Places | undefined;

  get any(): boolean {
    return this.#kinds.size > 0;
  }

  /**
   * `what` completes the sentence "At byte N …", e.g. "the recording ends in the middle of a chunk".
   * `start` equal to `end` is damage that lost no byte, such as a missing index.
   */
  add(kind: DamageKind, start: number, end: number, what: string): void {
    this.#kinds.add(kind);
    if (kind === 'unsupported') {
      this.#unsupported = withPlace(this.#unsupported, start, what);
      return;
    }
    this.#damaged = withPlace(this.#damaged, start, what);
    if (end > start) this.#addRange(start, end);
  }

  verdict(messages: number): Verdict {
    const first = this.#damaged ?? this.#unsupported;
    if (!first) return { code: 'ok', message: wholeSentence(messages) };
    const saved =
      messages === 0 ? 'no message could be read' : `${plural(messages, 'message')} could be read`;
    const besides = this.#damaged && this.#unsupported ? ` ${placeText(this.#unsupported)}.` : '';
    return {
      code: damageKinds.find((kind) => this.#kinds.has(kind)) ?? 'unsupported',
      message: `${placeText(first)}; ${saved}.${besides}`,
      offset: first.offset,
      salvaged_messages: messages,
      damaged: this.#ranges,
    };
  }

  /** Ranges arrive in ascending order; one that touches the last, or comes after the cap, extends it. */
  #addRange(start: number, end: number): void {
    const last = this.#ranges.at(-1);
    if (last && (start <= last.end || this.#ranges.length >= maxRanges)) last.end = Math.max(last.end, end);
    else this.#ranges.push({ start, end });
  }
}

function withPlace(places: Places | undefined, offset: number, what: string): Places {
  if (!places) return { count: 1, offset, what };
  const count = places.count + 1;
  return offset < places.offset ? { count, offset, what } : { ...places, count };
}

function placeText({ count, offset, what }: Places): string {
  const more = count > 1 ? ` (and ${plural(count - 1, 'more place')})` : '';
  return `At byte ${offset} ${what}${more}`;
}

function wholeSentence(messages: number): string {
  if (messages === 0) return 'The recording is whole but holds no messages.';
  return messages === 1 ? 'The one message was read.' : `All ${plural(messages, 'message')} were read.`;
}
