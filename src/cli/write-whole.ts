import type { Stats } from 'node:fs';
import { realpath, rename, stat, writeFile } from 'node:fs/promises';
import { type FileOutput, openFileOutput } from '../recordings/convert/file-output.ts';
import { CommandError } from './command-error.ts';
import { isSystemError, systemNextStep } from './describe-failure.ts';
import { withPartial } from './with-partial.ts';

/**
 * Writes a file under another name until it is whole, so that nothing half is taken for a recording. A link is followed.
 * @throws CommandError where it cannot be written.
 */
export async function writeWhole<T>(path: string, write: (output: FileOutput) => Promise<T>): Promise<T> {
  const present = await statOf(path);
  if (present && !present.isFile())
    throw new CommandError('usage', `${path} is not a file`, 'Name a file with -o.');
  return naming(path, async () => {
    const target = present ? await realpath(path) : path;
    const partial = `${target}.partial`;
    return withPartial(partial, async () => {
      const output = openFileOutput(partial);
      try {
        const result = await write(output);
        await rename(partial, target);
        return result;
      } finally {
        output.close();
      }
    });
  });
}

/** As `writeWhole`; a pipe or a terminal gets it directly. */
export async function writeContent(path: string, content: string | Uint8Array): Promise<void> {
  const present = await statOf(path);
  if (present && !present.isFile() && !present.isDirectory())
    return naming(path, () => writeFile(path, content));
  await writeWhole(path, async (output) => output.write(Buffer.from(content)));
}

/** Whether a path leads to the file that is to be written, by whatever link: writing it would lose what is there. */
export async function sameFileAs(output: string): Promise<(path: string) => Promise<boolean>> {
  const written = await statOf(output);
  return async (path) => {
    if (written === undefined) return false;
    const read = await statOf(path);
    return read?.dev === written.dev && read.ino === written.ino;
  };
}

function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

/** An error of the file system does not always say which file it is about. */
export async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const message = `${path} cannot be written: ${error.message}`;
    throw new CommandError('usage', message, systemNextStep(error));
  }
}
