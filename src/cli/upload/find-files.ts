import { stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { inLanes } from '../../client/in-lanes.ts';
import { identityOf, type LocalFile } from '../../client/upload/local-file.ts';
import { relativeNames } from '../../client/upload/relative-names.ts';
import { filesUnder, type LeftOut } from '../files-under.ts';

export interface FoundRecordings {
  files: LocalFile[];
  leftOut: LeftOut[];
  /** How a file is named that is or was at or below the paths; undefined for others. */
  nameOf(path: string): string | undefined;
}

/** Looked at together. */
const atOnce = 16;

/**
 * The files at and below some paths as they are now. They are named from the deepest folder that holds all the paths, so that a
 * name stays the same whatever else comes and goes.
 * @param stateFolder What is below is the command's own.
 * @throws CommandError for a path that is not there, and if there is no file at all unless `mayBeNone`.
 */
export async function findRecordings(
  paths: readonly string[],
  stateFolder: string,
  mayBeNone: boolean,
): Promise<FoundRecordings> {
  const { files: all, leftOut } = await filesUnder(paths, mayBeNone);
  const files = all.filter((path) => !resolve(path).startsWith(stateFolder + sep));
  const folders = await Promise.all(
    paths.map(async (path) => ((await stat(path)).isDirectory() ? path : dirname(path))),
  );
  const names = relativeNames(files, folders);
  const found: LocalFile[] = [];
  await inLanes([...files.entries()], atOnce, async ([index, path]) => {
    const identity = await identityOf(path).catch((error: NodeJS.ErrnoException) => error);
    if (identity instanceof Error)
      leftOut.push({ path, reason: identity.message, ...(identity.code !== 'ENOENT' && { isUnread: true }) });
    else found.push({ path: resolve(path), name: names[index] ?? path, ...identity });
  });
  return {
    files: found.sort((one, other) => (one.name < other.name ? -1 : 1)),
    leftOut,
    nameOf(path) {
      const [name] = relativeNames([path], folders);
      return name?.startsWith('../') ? undefined : name;
    },
  };
}
