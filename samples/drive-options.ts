import type { CanFault } from './can/can-faults.ts';
import type { Fault } from './faults.ts';

export interface DriveOptions {
  seed?: number;
  /** How many recordings. */
  files?: number;
  /** Roughly how large each becomes. */
  bytesPerFile?: number;
  /** What is wrong, spread over the files; without it, what makes an interesting report. Empty: nothing. */
  faults?: readonly Fault[];
  /** With three more files: a bus logger's, a trace of another bus, and the database of both. */
  buses?: boolean;
  /** The same of the buses. */
  busFaults?: readonly CanFault[];
  startTime?: Date;
}

/** A recording of a drive, made when it is asked for. */
export interface PlannedFile {
  name: string;
  faults: (Fault | CanFault)[];
  make(): Uint8Array;
}
