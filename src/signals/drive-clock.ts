import type { ClockKind } from '../recordings/summary/file-summary.ts';
import type { FileClockOffset } from '../stores/postgres/signal-files.ts';

/** A recording with its times, on its own clock. */
export interface ClockedFile {
  id: string;
  clock: ClockKind;
  /** Decimal nanoseconds; null without believable times. */
  start_ns: string | null;
  end_ns: string | null;
}

/** On the clock of the drive; open where one is absent. */
export interface DriveWindow {
  fromNs?: bigint | undefined;
  toNs?: bigint | undefined;
}

/** By file, what is added to its times to get those of the drive, in nanoseconds: of the files whose offset is known. */
export function knownShifts(offsets: readonly FileClockOffset[]): Map<string, bigint> {
  const byFile = new Map<string, bigint>();
  for (const { file_id, offset_s } of offsets) {
    if (!byFile.has(file_id)) byFile.set(file_id, -BigInt(Math.round(offset_s * 1e9)));
  }
  return byFile;
}

/**
 * What is added to the times of each file to get those of the drive, in nanoseconds; undefined for a file whose clock has
 * no known relation to it. If no file of the batch counts from 1970, each clock is taken for that of the drive.
 */
export function shiftsOf(
  files: readonly ClockedFile[],
  offsets: readonly FileClockOffset[],
): (file: ClockedFile) => bigint | undefined {
  const byFile = knownShifts(offsets);
  const hasCommon = files.some(({ clock }) => clock === 'unix');
  return ({ id, clock }) => byFile.get(id) ?? (clock === 'unix' || !hasCommon ? 0n : undefined);
}

/** Whether a recording may have messages of the time; one without believable times may. */
export function overlaps(
  { start_ns, end_ns }: ClockedFile,
  shiftNs: bigint,
  { fromNs, toNs }: DriveWindow,
): boolean {
  if (start_ns === null || end_ns === null) return true;
  if (toNs !== undefined && BigInt(start_ns) + shiftNs > toNs) return false;
  return fromNs === undefined || BigInt(end_ns) + shiftNs >= fromNs;
}
