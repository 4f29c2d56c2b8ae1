import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  holdsDatabase,
  packedDetectionBytes,
  unpackDatabase,
} from '../../recordings/formats/dbc/unpack-database.ts';
import { dbcLimits } from '../../recordings/meaning/dbc/dbc-limits.ts';
import { type SharedDatabase, shareDatabase } from '../../recordings/meaning/dbc/shared-database.ts';
import { CommandError } from '../command-error.ts';

/**
 * The CAN databases: the files given with --dbc, then those among the recordings, as in a batch. The first that
 * defines an identifier applies.
 * @throws CommandError for a given file that is not a CAN database.
 */
export async function loadDatabases(
  named: readonly string[],
  recordings: readonly string[],
): Promise<SharedDatabase[]> {
  for (const path of named) {
    if (!(await isDatabase(path)))
      throw new CommandError(
        'usage',
        `${path} is not a CAN database`,
        'Name a DBC, KCD, SYM, DBF, ARXML or LDF file with --dbc.',
      );
  }
  const found: string[] = [];
  for (const path of recordings) if (await isDatabase(path)) found.push(path);
  return Promise.all(
    [...named, ...found].map(async (path) => {
      const content = await unpackDatabase(await readFile(path));
      if (!content) {
        throw new CommandError(
          'usage',
          `${path} is larger than the ${dbcLimits.bytes} bytes that a CAN database may have`,
          'Remove what the recordings do not need.',
        );
      }
      return shareDatabase(basename(path), content);
    }),
  );
}

async function isDatabase(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(packedDetectionBytes));
    return await holdsDatabase(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
