import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CanFault } from './can/can-faults.ts';
import type { Fault } from './faults.ts';
import { planDrive } from './plan-drive.ts';

export interface DriveOptions {
  seed?: number;
  /** How many recordings. */
  files?: number;
  /** Roughly how large each becomes. */
  bytesPerFile?: number;
  /** What is wrong, spread over the files; without it, what makes an interesting report. Empty: nothing. */
  faults?: readonly Fault[];
  /** With three more files: a bus logger's, a trace of another bus, and the database of both. */
  buses?: boolean;
  /** The same of the buses. */
  busFaults?: readonly CanFault[];
  startTime?: Date;
}

/** Writes the recordings of one drive into a folder, one file at a time; the paths come in the order of the drive. */
export async function writeDrive(folder: string, options: DriveOptions = {}): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const { name, make } of planDrive(options)) {
    const path = join(folder, name);
    await writeFile(path, make());
    paths.push(path);
  }
  return paths;
}
