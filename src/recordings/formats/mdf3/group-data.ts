import type { BlockBounds } from '../mdf/block-bounds.ts';
import type { DataGroup } from '../mdf/definitions.ts';
import type { ReportDamage } from '../mdf/walk-context.ts';

/** Where the records of a data group are in the file. */
export interface GroupData {
  start: number;
  end: number;
}

export interface FileBounds {
  size: number;
  /** Starts of blocks, and of the data of the groups. */
  bounds: BlockBounds;
  /** The numbers of records were never written. */
  open: boolean;
}

/**
 * The records of a data group lie in one piece, as many as its groups claim, or up to what comes next where they were
 * not counted; undefined if there are none.
 */
export function dataOf(group: DataGroup, file: FileBounds, damaged: ReportDamage): GroupData | undefined {
  const start = group.data;
  const claimed = claimedBytes(group);
  if (start === 0 || (claimed === 0 && !file.open)) return undefined;
  if (start >= file.size) {
    damaged('truncated', file.size, file.size, 'the records of a group lie behind the end of the file');
    return undefined;
  }
  const bound = Math.min(file.bounds.after(start), file.size);
  if (file.open) return { start, end: claimed > 0 ? Math.min(bound, start + claimed) : bound };
  const end = start + claimed;
  if (end > bound && bound < file.size)
    damaged('corrupt', start, start, 'the records of a group run into the next block');
  else if (end > file.size)
    damaged('truncated', file.size, file.size, 'the recording ends in the middle of the records of a group');
  return { start, end: Math.min(end, bound) };
}

function claimedBytes({ groups, recordIdBytes }: DataGroup): number {
  return groups.reduce(
    (sum, { cycles, dataBytes, tailBytes }) => sum + cycles * (recordIdBytes + dataBytes + tailBytes),
    0,
  );
}
