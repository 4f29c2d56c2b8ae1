import { type TraceOptions, traceDrive } from '../can/trace-drive.ts';
import { type BlfOptions, writeBlf } from './write-blf.ts';

/** The test car's and truck's buses as a Vector logger records them. */
export function sampleBlf(options: TraceOptions & BlfOptions = {}): Uint8Array {
  const {
    seed: _seed,
    startTime: _start,
    seconds: _seconds,
    faults: _faults,
    buses: _buses,
    ...blf
  } = options;
  return writeBlf(traceDrive(options), blf).bytes;
}
