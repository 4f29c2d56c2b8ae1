import { exitCodes } from './exit-codes.ts';
import { filesUnder, type LeftOut, leftOutLines } from './files-under.ts';

/** As `filesUnder`; says what is left out, and lets the command end with 1 where something cannot be read. */
export async function recordingsUnder(paths: readonly string[]): Promise<string[]> {
  const { files, leftOut } = await filesUnder(paths);
  process.stderr.write(leftOutLines(leftOut));
  failOnUnread(leftOut);
  return files;
}

/** Lets the command end with 1 where something cannot be read, unless a failure after it says otherwise. */
export function failOnUnread(leftOut: readonly LeftOut[]): void {
  if (leftOut.some(({ isUnread }) => isUnread)) process.exitCode = exitCodes.filesFailed.code;
}
