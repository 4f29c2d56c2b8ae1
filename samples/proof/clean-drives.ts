import { planDrive } from '../plan-drive.ts';
import { sampleJsonMcap } from '../sample-json-mcap.ts';
import { sampleMcap } from '../sample-mcap.ts';
import { sampleUlog } from '../sample-ulog.ts';
import { carDrive } from './drives.ts';
import type { ProofFile } from './known-fault.ts';

export interface CleanDrive {
  drive: string;
  files: ProofFile[];
}

/** Drives in which nothing is wrong. */
export const cleanDrives: readonly CleanDrive[] = [
  ...[1, 2, 3].map((seed) => ({ drive: `car, seed ${seed}`, files: carDrive([], seed) })),
  { drive: 'car with gateway and data logger', files: planDrive({ files: 9, faults: [] }) },
  { drive: 'a single recording', files: [{ name: 'one.mcap', make: () => sampleMcap({ seed: 5 }) }] },
  {
    drive: 'ten minutes in one file',
    files: [{ name: 'long.mcap', make: () => sampleMcap({ seed: 6, seconds: 600 }) }],
  },
  { drive: 'a flight', files: [{ name: 'flight.ulg', make: () => sampleUlog({ seed: 7, seconds: 300 }) }] },
  {
    drive: 'telematics only',
    files: [{ name: 'unit.mcap', make: () => sampleJsonMcap({ seed: 8, seconds: 300 }) }],
  },
];
