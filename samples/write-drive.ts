import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DriveOptions } from './drive-options.ts';
import { planDrive } from './plan-drive.ts';

/** Writes the recordings of one drive into a folder, one file at a time; the paths are in the order of the drive. */
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
