import { type CanDriveOptions, canDrive } from '../can/can-drive.ts';
import { type TrcVersion, writeTrc } from './write-trc.ts';

/** The test car's and truck's buses as PCAN-Explorer traces them. */
export function sampleTrc(options: CanDriveOptions & { version?: TrcVersion } = {}): Uint8Array {
  return writeTrc(canDrive(options), options.version);
}
