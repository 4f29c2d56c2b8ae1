import type { DataPiece } from './data-pieces.ts';
import type { ChannelGroup } from './definitions.ts';

/** Larger records are implausible. */
export const maxRecordSize = 2 ** 20;

/** The records of one data group, fed with its data in order. */
export interface Lane {
  /**
   * `position`: where the piece's block stands in the group's data; NaN where that is unknown. `block`: its place in the list
   * of blocks; NaN where it was found without one.
   */
  feed(piece: DataPiece, position: number, block: number): void | Promise<void>;
  /** Data is missing before what is fed next. */
  lose(): void;
  /** Whether a block found without its list can hold records of this lane. */
  accepts(bytes: number): boolean;
  /** No more data comes. */
  end(): void;
  /** Records read of each group. */
  readonly counts: readonly { group: ChannelGroup; records: number }[];
}
