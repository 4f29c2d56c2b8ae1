/** Data that records of a group need before they can be read, but do not contain. */
export interface Companion {
  /**
   * How many of `count` records can be read now: from the one with this index in the group, which is at `at` of
   * `data`. May be more than `count`; at least one if what they need does not exist at all.
   */
  ready(count: number, index: number, data: Uint8Array, view: DataView, at: number): number;
  /** Loads what the first of them needs. Throws `SourceError`. */
  reach(index: number, data: Uint8Array, view: DataView, at: number): Promise<void>;
  /** Must be called before records are read. */
  open?(): void;
  /**
   * Must be called when a block of the group begins: its place in the list of blocks, and the index of its first
   * record.
   */
  beginBlock?(block: number, index: number): void;
}
