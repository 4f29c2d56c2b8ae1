/**
 * What Argus says of one file. Only `corrupt` says that the rules of the format are broken; `unsupported` is a valid
 * feature that this version does not read, beside which the rest was read.
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
   * Byte offset in the file as it was uploaded, where the damage begins, or what is not supported; absent when there is
   * none or it is not known.
   */
  offset?: number;
  /** Messages that could be read. */
  salvaged_messages?: number;
  /** At most 16 ranges. */
  damaged?: ByteRange[];
}

/** Verdicts beside which a part of the file may have been read. */
const partlyRead: readonly VerdictCode[] = ['truncated', 'corrupt', 'unsupported'];

/**
 * A file from which some messages were read is `parsed` (with its verdict saying what is lost); one that gave nothing is
 * `failed` and counts against the batch's tolerance.
 */
export function verdictFails(verdict: Verdict): boolean {
  if (verdict.code === 'ok') return false;
  return !(partlyRead.includes(verdict.code) && (verdict.salvaged_messages ?? 0) > 0);
}

/** Whether bytes of the file are lost; what is not supported is all there. */
export function isDamaged({ code }: Pick<Verdict, 'code'>): boolean {
  return code !== 'ok' && code !== 'unsupported';
}

/**
 * Whether the bytes of the file alone decide the verdict. The others may come out differently next time (another
 * machine, a repaired store), so their results are never reused.
 */
export function dependsOnContentAlone(code: VerdictCode): boolean {
  return !['parse_timeout', 'parse_memory', 'parse_crashed', 'object_missing', 'checksum_mismatch'].includes(
    code,
  );
}
