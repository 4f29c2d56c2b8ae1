import { type CanDriveOptions, canDrive } from '../can/can-drive.ts';
import { type CandumpStyle, writeCandump } from './write-candump.ts';

/** Output of candump on the test car's and truck's buses. */
export function sampleCandump(options: CanDriveOptions & { style?: CandumpStyle } = {}): Uint8Array {
  return writeCandump(canDrive(options), options.style);
}
