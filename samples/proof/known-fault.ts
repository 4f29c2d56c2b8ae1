import type { Severity } from '../../src/domain/severity.ts';

/** One recording of a drive, made when it is needed. */
export interface ProofFile {
  name: string;
  make(): Uint8Array;
}

/** A drive with one fault in it, and where the diagnosis has to find it. */
export interface KnownFault {
  /** What was put in. */
  fault: string;
  files: ProofFile[];
  /** The rule that has to find it, at least this severe. */
  rule: string;
  severity: Severity;
  /** Where a piece of evidence has to point to. */
  file: string;
  topic?: string;
  /** Seconds since the drive began or, in a file with a clock of its own, on that clock. */
  between?: [from: number, to: number];
}
