import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
