/** A block of an MDF 4 file as it is stored. */
export interface StoredBlock {
  /** Two letters, e.g. `CN`. */
  id: string;
  /** Where it begins, in bytes from the beginning of the file. */
  offset: number;
  /** Of the whole block in bytes; all of them are in the file. */
  length: number;
  /** Offsets in the file; 0 for an empty link. */
  links: readonly number[];
}

/** The blocks of a recording. Both throw `SourceError`. */
export interface StoredBlocks {
  /** The block to which a link leads; undefined if none can be read there. */
  block(link: number): Promise<StoredBlock | undefined>;
  /** Undefined if they are not all in the file, or too much of it has been read in too many places. */
  bytes(offset: number, length: number): Promise<Uint8Array | undefined>;
}

/** A channel whose values are elsewhere, each after its length; the record has their offset. */
export interface StoredVariable {
  /** Where its values are, which identifies it in its group. */
  link: number;
  /** Place of the offset in the record, and its size, in bytes. */
  at: number;
  bytes: number;
}

/** A group of records, as they are handed over: values, what was added to them, invalidation bits. */
export interface StoredGroup {
  /** Offsets of its DG and CG block. */
  dataGroup: number;
  group: number;
  /** Bytes of a record without and of its invalidation bits. */
  dataBytes: number;
  invalidBytes: number;
  /** Where the index of the record in its group was added in 8 bytes, since channels are calculated from it. */
  indexAt: number | undefined;
  /** Where the record of another group was added, which has its time; and the CG block of that group. */
  master: { at: number; group: number } | undefined;
  variables: readonly StoredVariable[];
}

export interface RecordSink {
  /** @param record valid only during the call. @param values one for each variable; undefined if it is lost. */
  record(record: Uint8Array, values: readonly (Uint8Array | undefined)[]): void;
  /** A record that was read but cannot be handed over, since what belongs to it is lost. */
  incomplete(): void;
}

/** Receives the recordings of an MDF 4 file as they are stored. */
export interface MeasurementSink {
  /** Called before the records of this group. */
  group(group: StoredGroup): RecordSink;
  /** The recording that begins at `base` is read; its header block is at `header`. */
  end(blocks: StoredBlocks, base: number, header: number): Promise<void>;
}
