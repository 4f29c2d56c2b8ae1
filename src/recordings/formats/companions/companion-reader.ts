import type { Verdict } from '../../../domain/verdict.ts';
import type { CompanionFile, CompanionKind } from '../../summary/companion.ts';

export interface CompanionContent {
  verdict: Verdict;
  files?: CompanionFile[];
}

/** One kind of companion file beside recordings. */
export interface Companion {
  kind: CompanionKind;
  /** By the first `detectionBytes` of the file; never throws. */
  detects(head: Uint8Array): boolean;
  /** Whether its first bytes suffice, however long it is. */
  readsBeginning?: boolean;
  /** `bytes` are all `size` bytes of the file, or only the first if these suffice. */
  read(bytes: Uint8Array, size: number): CompanionContent;
}

export const ok = (message: string, files: CompanionFile[] = []): CompanionContent => ({
  verdict: { code: 'ok', message },
  files,
});

/** A kind that is told by its first bytes, of which nothing is read. */
export interface NamedKind {
  what: string;
  detects: (head: Uint8Array) => boolean;
  /** What to do if more than that is expected of it, in a sentence. */
  advice?: string;
}

/** Files that are named, and never fail; the first of `kinds` that detects one names it. */
export function namedCompanions(kind: CompanionKind, kinds: readonly NamedKind[]): Companion {
  const kindOf = (head: Uint8Array) => kinds.find(({ detects }) => detects(head));
  return {
    kind,
    readsBeginning: true,
    detects: (head) => kindOf(head) !== undefined,
    read: (head) => {
      const { what = 'a file', advice } = kindOf(head) ?? {};
      const more = advice === undefined ? '' : ` ${advice}`;
      return ok(`This is ${what} beside the recordings; it holds no messages to be judged.${more}`);
    },
  };
}
