/**
 * Argus's verdict on one file. Only `corrupt` means that the rules of the format are violated; `unsupported` is a
 * valid feature that this version does not read, while the rest of the file was read.
 */
export const verdictCodes = [
  'ok',
  'empty',
  'unknown_format',
  'encrypted',
  'unsupported',
  'truncated',
  'corrupt',
  'too_large_unpacked',
  'parse_timeout',
  'parse_memory',
  'parse_crashed',
  'object_missing',
  'checksum_mismatch',
] as const;
export type VerdictCode = (typeof verdictCodes)[number];

/** A range of bytes in the file as it was uploaded, `end` excluded. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface Verdict {
  code: VerdictCode;
  /** One sentence for a technician. */
  message: string;
  /**
   * Byte offset in the uploaded file at which the damage, or the unsupported part, begins; absent if there is none or
   * it is unknown.
   */
  offset?: number;
  /** Number of messages that could be read. */
  salvaged_messages?: number;
  /** At most 16 ranges. */
  damaged?: ByteRange[];
}

/** Verdicts with which a part of the file may have been read. */
const partlyRead: readonly VerdictCode[] = ['truncated', 'corrupt', 'unsupported'];

/**
 * A file from which messages were read is `parsed` (its verdict says what is lost); one that gave none is `failed`
 * and counts towards the batch's tolerance.
 */
export function verdictFails(verdict: Verdict): boolean {
  if (verdict.code === 'ok') return false;
  return !(partlyRead.includes(verdict.code) && (verdict.salvaged_messages ?? 0) > 0);
}

/** Whether bytes of the file are lost; unsupported parts are complete. */
export function isDamaged({ code }: Pick<Verdict, 'code'>): boolean {
  return code !== 'ok' && code !== 'unsupported';
}

/**
 * Whether the bytes of the file alone determine the verdict. Other verdicts may change on the next attempt (another
 * machine, a repaired store), so their results are never reused.
 */
export function dependsOnContentAlone(code: VerdictCode): boolean {
  return !['parse_timeout', 'parse_memory', 'parse_crashed', 'object_missing', 'checksum_mismatch'].includes(
    code,
  );
}
