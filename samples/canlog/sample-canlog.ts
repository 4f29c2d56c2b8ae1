import { type CanDriveOptions, canDrive } from '../can/can-drive.ts';
import { type CanlogStyle, writeCanlog } from './write-canlog.ts';

/** A log of the test car's and truck's buses as one of the programs writes it. */
export function sampleCanlog(options: CanDriveOptions & { style?: CanlogStyle } = {}): Uint8Array {
  return writeCanlog(canDrive(options), options.style);
}
