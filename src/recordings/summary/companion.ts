/** The format of companion files. */
export const companionFormat = 'companion';

/**
 * Files beside recordings that describe them. `sqlite-wal` and `sqlite-shm` are the write-ahead log of a SQLite
 * database and its index, `media` pictures, videos, sound, point clouds and documents.
 */
export const companionKinds = [
  'rosbag2-metadata',
  'checksums',
  'parameters',
  'sqlite-wal',
  'sqlite-shm',
  'yaml',
  'json',
  'media',
] as const;
export type CompanionKind = (typeof companionKinds)[number];

/** A file that a companion names, by its path as written there. */
export interface CompanionFile {
  path: string;
  /** Lower-case hexadecimal. */
  sha256?: string;
  message_count?: number;
}

/** Only for companions of recordings. */
export interface CompanionSummary {
  kind: CompanionKind;
  /** The recordings it is about, at most `companionFiles`. */
  files: CompanionFile[];
}

export const companionFiles = 100;
