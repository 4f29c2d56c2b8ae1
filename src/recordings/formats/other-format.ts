import type { VerdictCode } from '../../domain/verdict.ts';

/** A format that is recognised, though not read. */
export interface OtherFormat {
  /** Completes "This looks like …". */
  looksLike: string;
  /** Completes the sentence: why it is not read. */
  why?: string;
  /** What to do to have it read, in a sentence. */
  advice: string;
  verdict: Extract<VerdictCode, 'unknown_format' | 'encrypted'>;
  detects(head: Uint8Array): boolean;
}
