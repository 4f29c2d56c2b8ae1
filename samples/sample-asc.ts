import { type AscOptions, writeAsc } from './asc/write-asc.ts';
import { type CanDriveOptions, canDrive } from './can/can-drive.ts';

/** The test car's and truck's buses as CANoe logs them. */
export function sampleAsc(options: CanDriveOptions & AscOptions = {}): Uint8Array {
  return writeAsc(canDrive(options), options);
}
