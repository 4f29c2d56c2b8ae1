import type { DataPiece } from './data-piece.ts';
import type { ChannelGroup } from './definitions.ts';

/** Larger records are implausible. */
export const maxRecordSize = 2 ** 20;

/** The records of one data group, fed with its data in order. */
export interface Lane {
  /**
   * `position`: where the piece's block is in the group's data; NaN if unknown. `block`: its place in the list of
   * blocks; NaN if it was found without one.
   */
  feed(piece: DataPiece, position: number, block: number): void | Promise<void>;
  /** Data is missing before the next piece. */
  lose(): void;
  /** Whether a piece of a block that was found without its list is fed; it prepares for that. */
  joins(piece: DataPiece): boolean;
  /** There is no more data. Throws `SourceError`. */
  end(): void | Promise<void>;
  /** Records read of each group. */
  readonly counts: readonly { group: ChannelGroup; records: number }[];
}
