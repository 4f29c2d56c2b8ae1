import { exitCodes } from './exit-codes.ts';
import { filesUnder, leftOutLines } from './files-under.ts';

/** As `filesUnder`; says what is left out, and lets the command end with 1 where something cannot be read. */
export async function recordingsUnder(paths: readonly string[]): Promise<string[]> {
  const { files, leftOut } = await filesUnder(paths);
  process.stderr.write(leftOutLines(leftOut));
  if (leftOut.some(({ isUnread }) => isUnread)) process.exitCode = exitCodes.filesFailed.code;
  return files;
}
