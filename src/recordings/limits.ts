/** What a reader may hold in memory at once. Together they bound the memory of a parse, whatever the file claims. */
export interface ParseLimits {
  /** Largest record that is held in memory as a whole, in bytes. Larger attachments are skipped as a stream. */
  maxRecordBytes: number;
  /** Largest decompressed size of a chunk, in bytes: checked before decompression. */
  maxUnpackedBytes: number;
  /** Largest message that is decoded, in bytes; larger ones are only counted. */
  maxDecodedBytes: number;
}

/** Writers in the field keep chunks below 16 MiB; a point cloud or raw image may reach 64 MiB. */
export const defaultLimits: ParseLimits = {
  maxRecordBytes: 128 * 2 ** 20,
  maxUnpackedBytes: 128 * 2 ** 20,
  maxDecodedBytes: 4 * 2 ** 20,
};
