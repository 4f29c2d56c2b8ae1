import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

/** Fetches the jars that a pom names into `lib` of a folder. */
export async function copyJars(pom: string, folder: string): Promise<void> {
  const own = join(folder, 'pom.xml');
  await copyFile(pom, own);
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime'];
  const options = ['-q', '-B', '-ntp', '-f', own];
  await runCommand('mvn', [...options, ...goal, `-DoutputDirectory=${join(folder, 'lib')}`]);
}
