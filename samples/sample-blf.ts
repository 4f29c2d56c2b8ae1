import { type BlfOptions, writeBlf } from './blf/write-blf.ts';
import { type CanDriveOptions, canDrive } from './can/can-drive.ts';

/** The test car's and truck's buses as a Vector logger records them. */
export function sampleBlf(options: CanDriveOptions & BlfOptions = {}): Uint8Array {
  const {
    seed: _seed,
    startTime: _start,
    seconds: _seconds,
    faults: _faults,
    buses: _buses,
    ...blf
  } = options;
  return writeBlf(canDrive(options), blf).bytes;
}
