import type { Fault } from '../faults.ts';
import { planDrive } from '../plan-drive.ts';
import type { ProofFile } from './known-fault.ts';

/** Six files of a minute each from the car's computer (numbers 0 to 3, 8, 9), telematics unit (4), controller (5). */
const filesOfDrive = 10;

/** Recorders that never have a fault, of topics that the car's computer records too. */
const besides = /^(gateway|logger)/;

/**
 * The drive of a car with these faults: a fault of a single file is in `drive_01`, from second 60 to 120; a fault of
 * the file itself in the last. Each recorder numbers its own files.
 */
export function carDrive(faults: readonly Fault[], seed = 1): ProofFile[] {
  const numbers = new Map<string, number>();
  return planDrive({ files: filesOfDrive, faults, seed })
    .filter(({ name }) => !besides.test(name))
    .map(({ name, make }) => {
      const [recorder = '', extension = ''] = name.split(/_\d+/);
      const number = numbers.get(recorder) ?? 0;
      numbers.set(recorder, number + 1);
      return { name: `${recorder}_${String(number).padStart(2, '0')}${extension}`, make };
    });
}

/** The last file of the car's computer, seconds 300 to 360. */
export const lastFile = 'drive_05';
