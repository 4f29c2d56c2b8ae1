import { rename, rm } from 'node:fs/promises';
import { type FileOutput, openFileOutput } from '../recordings/convert/file-output.ts';

/** Writes a file under another name until it is whole, so that nothing half is taken for a recording. */
export async function writeWhole<T>(path: string, write: (output: FileOutput) => Promise<T>): Promise<T> {
  const partial = `${path}.partial`;
  const output = openFileOutput(partial);
  try {
    const result = await write(output);
    output.close();
    await rename(partial, path);
    return result;
  } catch (error) {
    output.close();
    await rm(partial, { force: true });
    throw error;
  }
}
