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
