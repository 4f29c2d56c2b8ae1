import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  holdsDbc,
  packedDetectionBytes,
  unpackDatabase,
} from '../../recordings/formats/dbc/unpack-database.ts';
import { dbcLimits } from '../../recordings/meaning/dbc/dbc-limits.ts';
import { type SharedDatabase, shareDatabase } from '../../recordings/meaning/dbc/shared-database.ts';

/**
 * What CAN frames mean: the files named, then those that stand among the recordings, as in a batch. The first that
 * defines an identifier holds.
 * @throws Error with a sentence for a named file that is none.
 */
export async function loadDatabases(
  named: readonly string[],
  recordings: readonly string[],
): Promise<SharedDatabase[]> {
  for (const path of named) {
    if (!(await isDbc(path))) throw new Error(`${path} is no DBC file`);
  }
  const found: string[] = [];
  for (const path of recordings) if (await isDbc(path)) found.push(path);
  return Promise.all(
    [...named, ...found].map(async (path) => {
      const content = await unpackDatabase(await readFile(path));
      if (!content) {
        throw new Error(`${path} is larger than the ${dbcLimits.bytes} bytes that a DBC file may have`);
      }
      return shareDatabase(basename(path), content);
    }),
  );
}

async function isDbc(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(packedDetectionBytes));
    return await holdsDbc(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
