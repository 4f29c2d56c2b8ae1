import type { ClockKind } from '../recordings/summary/file-summary.ts';
import type { ClipWindow } from './clip-task.ts';

/** A recording with its times, on its own clock. */
export interface ClockedFile {
  id: string;
  clock: ClockKind;
  /** Decimal nanoseconds; null without believable times. */
  start_ns: string | null;
  end_ns: string | null;
}

/** How far the clock of a file is ahead of that of the drive. */
export interface ClockOffset {
  file_id: string;
  offset_s: number;
}

/**
 * What is added to the times of each file to get those of the drive, in nanoseconds; undefined for a file whose clock has
 * no known relation to it. If no file of the batch counts from 1970, each clock is taken for that of the drive.
 */
export function shiftsOf(
  files: readonly ClockedFile[],
  offsets: readonly ClockOffset[],
): (file: ClockedFile) => bigint | undefined {
  const byFile = new Map<string, bigint>();
  for (const { file_id, offset_s } of offsets) {
    if (!byFile.has(file_id)) byFile.set(file_id, -BigInt(Math.round(offset_s * 1e9)));
  }
  const hasCommon = files.some(({ clock }) => clock === 'unix');
  return ({ id, clock }) => byFile.get(id) ?? (clock === 'unix' || !hasCommon ? 0n : undefined);
}

/** Whether a recording may have messages of the time; one without believable times may. */
export function overlaps({ start_ns, end_ns }: ClockedFile, shiftNs: bigint, window: ClipWindow): boolean {
  if (start_ns === null || end_ns === null) return true;
  return BigInt(start_ns) + shiftNs <= window.toNs && BigInt(end_ns) + shiftNs >= window.fromNs;
}
