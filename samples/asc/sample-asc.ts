import { type TraceOptions, traceDrive } from '../can/trace-drive.ts';
import { type AscOptions, writeAsc } from './write-asc.ts';

/** The test car's and truck's buses as CANoe logs them. */
export function sampleAsc(options: TraceOptions & AscOptions = {}): Uint8Array {
  return writeAsc(traceDrive(options), options);
}
