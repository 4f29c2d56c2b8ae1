import type { Severity } from '../../src/domain/severity.ts';

/** One recording of a drive, created on demand. */
export interface ProofFile {
  name: string;
  make(): Uint8Array;
}

/** A drive with one fault in it, and where the diagnosis has to find it. */
export interface KnownFault extends Place {
  /** The injected fault. */
  fault: string;
  files: ProofFile[];
  /** The vehicle's previous drive, if the fault is a change since it. */
  before?: ProofFile[];
  /** The VIN that the batch names, if the fault contradicts it. */
  vin?: string;
  /** The rule that has to find it, with this severity. */
  rule: string;
  severity: Severity;
  /** Every other finding, by its rule, and why it is a legitimate consequence of the fault. */
  follows?: Readonly<Record<string, string>>;
  /** Rules that also give notes on the drive without the fault. */
  usual?: readonly string[];
}

/** Where a piece of evidence has to point. */
export interface Place {
  /** Absent if it is the batch as a whole. */
  file?: string;
  topic?: string;
  /**
   * Seconds since the drive began or, in a file with a clock of its own, on that clock: when the fault was present
   * or, if a rule names the worst moment, when it was worst. Evidence may deviate by a second, the interval of the
   * slowest topics.
   */
  during?: readonly [from: number, to: number];
}

export const toleranceSeconds = 1;
