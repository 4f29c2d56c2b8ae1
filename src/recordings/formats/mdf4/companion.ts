/** What records of a group need before they can be read, and do not hold themselves. */
export interface Companion {
  /**
   * How many of `count` records can be read now: from the one with this index in the group, which is at `at` of `data`. May
   * be more than `count`; at least one where what they need is not there at all.
   */
  ready(count: number, index: number, data: Uint8Array, view: DataView, at: number): number;
  /** Brings what the first of them needs into reach. Throws `SourceError`. */
  reach(index: number, data: Uint8Array, view: DataView, at: number): Promise<void>;
  /** To be called before records are read. */
  open?(): void;
  /** To be called when a block of the group begins: its place in the list of blocks, and the index of its first record. */
  beginBlock?(block: number, index: number): void;
}
