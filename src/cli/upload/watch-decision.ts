import type { FileIdentity, LocalFile } from '../../client/upload/local-file.ts';

/** How a file was last seen, and since when it is so; times are milliseconds of a clock that never goes back. */
export type Seen = ReadonlyMap<string, FileIdentity & { since: number }>;

export interface Look {
  /** Nothing writes to them any more, as far as can be seen from outside. */
  closed: LocalFile[];
  seen: Seen;
  /** Whether anything came or changed since the last look. */
  hasChanged: boolean;
}

/**
 * Which files are closed: those whose size and time have not changed for a while. One that is seen for the first time
 * counts by its own time of modification, unless that is in the future, as where a computer without a clock wrote it.
 * @param settleMs how long nothing has to change
 * @param wallMs milliseconds since 1970
 */
export function lookAgain(
  seen: Seen,
  found: readonly LocalFile[],
  { nowMs, wallMs, settleMs }: { nowMs: number; wallMs: number; settleMs: number },
): Look {
  const next = new Map<string, FileIdentity & { since: number }>();
  let hasChanged = false;
  for (const { path, size, mtime } of found) {
    const last = seen.get(path);
    const isSame = last?.size === size && last.mtime === mtime;
    hasChanged ||= !isSame;
    next.set(path, { size, mtime, since: isSame ? last.since : firstSince(last, mtime, nowMs, wallMs) });
  }
  const closed = found.filter(({ path }) => nowMs - (next.get(path)?.since ?? nowMs) >= settleMs);
  return { closed, seen: next, hasChanged };
}

function firstSince(last: unknown, mtime: string, nowMs: number, wallMs: number): number {
  const ageMs = wallMs - Number(BigInt(mtime) / 1_000_000n);
  // A file that changed under our eyes has changed now, whatever its time says.
  return last === undefined && ageMs > 0 ? nowMs - ageMs : nowMs;
}

export interface BatchLimits {
  /** So long nothing has come or changed. */
  silenceMs: number;
  /** So much is in the batch. */
  bytes: number;
  files: number;
}

/** Why a batch is complete now; undefined when it waits for more. */
export function whyComplete(
  batch: { files: number; bytes: number; silentMs: number },
  limits: BatchLimits,
): string | undefined {
  if (batch.files === 0) return undefined;
  if (batch.bytes >= limits.bytes) return 'it is large enough';
  if (batch.files >= limits.files) return 'it has many files';
  return batch.silentMs >= limits.silenceMs ? 'nothing more has come' : undefined;
}

/** The first files that together are not more than the rest of a batch, or else the first alone. */
export function takeUpTo(files: readonly LocalFile[], bytes: number): LocalFile[] {
  let left = bytes;
  const beyond = files.findIndex(({ size }) => {
    left -= size;
    return left < 0;
  });
  return files.slice(0, beyond < 0 ? files.length : Math.max(1, beyond));
}
