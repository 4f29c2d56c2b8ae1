import type { Severity } from '../../src/domain/severity.ts';

/** One recording of a drive, made when it is needed. */
export interface ProofFile {
  name: string;
  make(): Uint8Array;
}

/** A drive with one fault in it, and where the diagnosis has to find it. */
export interface KnownFault extends Place {
  /** What was put in. */
  fault: string;
  files: ProofFile[];
  /** The vehicle's drive before, where the fault is one against it. */
  before?: ProofFile[];
  /** The VIN that the batch names, where the fault is one against it. */
  vin?: string;
  /** The rule that has to find it, with this severity. */
  rule: string;
  severity: Severity;
  /** Every other finding, by its rule, and why it rightly follows from the fault. */
  follows?: Readonly<Record<string, string>>;
  /** Rules whose notes the drive has without the fault, too. */
  usual?: readonly string[];
}

/** Where a piece of evidence has to point to. */
export interface Place {
  /** Absent where it is the batch as a whole. */
  file?: string;
  topic?: string;
  /**
   * Seconds since the drive began or, in a file with a clock of its own, on that clock: when the fault was there or, where
   * a rule names the worst moment, when it was worst. Evidence may be a second beside it, the pace of the slowest topics.
   */
  during?: readonly [from: number, to: number];
}

export const toleranceSeconds = 1;
