/**
 * What Argus says of one file. `ok` and `salvaged` give a summary that counts; the others give none, or what could
 * be read before the damage.
 */
export const verdictCodes = [
  'ok',
  'empty',
  'unknown_format',
  'encrypted',
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
  /** One sentence a technician understands. */
  message: string;
  /** Byte offset in the file as it was uploaded, where the damage begins; absent when there is none or it is not known. */
  offset?: number;
  /** Messages that could be read. */
  salvaged_messages?: number;
  /** At most 16 ranges. */
  damaged?: ByteRange[];
}

/**
 * A damaged file from which messages were read is `parsed` (with its verdict saying what is lost);
 * one that gave nothing is `failed` and counts against the batch's tolerance.
 */
export function verdictFails(verdict: Verdict): boolean {
  if (verdict.code === 'ok') return false;
  const damagedButRead = verdict.code === 'truncated' || verdict.code === 'corrupt';
  return !(damagedButRead && (verdict.salvaged_messages ?? 0) > 0);
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
