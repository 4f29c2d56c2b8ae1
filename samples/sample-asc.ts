import { type AscOptions, writeAsc } from './asc/write-asc.ts';
import { type TraceOptions, traceDrive } from './can/trace-drive.ts';

/** The test car's and truck's buses as CANoe logs them. */
export function sampleAsc(options: TraceOptions & AscOptions = {}): Uint8Array {
  return writeAsc(traceDrive(options), options);
}
