import type { CanFault } from './can/can-faults.ts';
import type { Fault } from './faults.ts';

export interface DriveOptions {
  seed?: number;
  /** Number of recordings. */
  files?: number;
  /** Approximate size of each. */
  bytesPerFile?: number;
  /** Faults, spread over the files; by default those that make an interesting report. Empty: none. */
  faults?: readonly Fault[];
  /** With three more files: a bus logger's, a trace of another bus, and the database of both. */
  buses?: boolean;
  /** The same for the buses. */
  busFaults?: readonly CanFault[];
  startTime?: Date;
}

/** A recording of a drive, created on demand. */
export interface PlannedFile {
  name: string;
  faults: (Fault | CanFault)[];
  make(): Uint8Array;
}
