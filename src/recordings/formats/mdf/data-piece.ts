/** A part of a group's data, decompressed. */
export interface DataPiece {
  /** Offset of the block, as stated in the list. */
  index: number;
  /** Empty if the block's data is lost. */
  bytes: Uint8Array;
  /** Offset of the first byte in the file, or of the block if it is compressed. */
  offset: number;
  packed: boolean;
  /** The first piece of its block. */
  first: boolean;
  /** Bytes before this piece, or this whole block, are missing. */
  lost: boolean;
  /** How many bytes a lost block would have contained; 0 if unknown. */
  unpackedBytes: number;
}
