/** The first 100 bytes of an SQLite database (https://www.sqlite.org/fileformat2.html#the_database_header). */
export interface DatabaseHeader {
  /** Bytes. */
  pageSize: number;
  /** Bytes of a page without those reserved for extensions. */
  usable: number;
  /** As stated in the header; 0 if it is not stated. */
  pages: number;
  /** "File format version numbers": the version that readers must support. */
  readVersion: number;
  /** Whether changes are collected in a `-wal` file beside the database. */
  wal: boolean;
  /** Whether some pages are pointer maps. */
  pointerMaps: boolean;
  /** That of all texts. */
  textEncoding: TextEncoding;
  /** The first page of the list of unused ones, and their number. */
  freeList: { first: number; count: number };
}

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By the number in the header. */
const textEncodings: Readonly<Record<number, TextEncoding>> = { 1: 'utf-8', 2: 'utf-16le', 3: 'utf-16be' };

export const magic = Buffer.from('SQLite format 3\0', 'latin1');
export const headerBytes = 100;
export const readVersionAt = 19;
/** If the database uses a write-ahead log. */
export const lastReadVersion = 2;

/** Page size that rosbag2 writes, SQLite's default since 3.12.0. */
const usualPageSize = 4096;

/** Undefined if the page size, on which everything else depends, is invalid. */
export function parseDatabaseHeader(head: Uint8Array): DatabaseHeader | undefined {
  if (head.byteLength < headerBytes) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = view.getUint16(16);
  const pageSize = size === 1 ? 65_536 : size;
  const usable = pageSize - view.getUint8(20);
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || usable < 480) return undefined;
  // The count is only valid if the last writer updated it.
  const counted = view.getUint32(24) === view.getUint32(92);
  return {
    pageSize,
    usable,
    pages: counted ? view.getUint32(28) : 0,
    readVersion: view.getUint8(readVersionAt),
    wal: view.getUint8(readVersionAt) === 2,
    pointerMaps: view.getUint32(52) !== 0,
    // It is 0 until the first table is created.
    textEncoding: textEncodings[view.getUint32(56)] ?? 'utf-8',
    freeList: { first: view.getUint32(32), count: view.getUint32(36) },
  };
}

/** Replaces a damaged header. */
export const usualHeader: DatabaseHeader = {
  pageSize: usualPageSize,
  usable: usualPageSize,
  pages: 0,
  readVersion: 1,
  wal: false,
  pointerMaps: false,
  textEncoding: 'utf-8',
  freeList: { first: 0, count: 0 },
};

/** Detected by the magic, or by the three fixed fractions after it, so that one damaged byte does not cost the file. */
export function looksLikeDatabase(head: Uint8Array): boolean {
  if (head.byteLength < headerBytes) return false;
  if (magic.equals(head.subarray(0, magic.length))) return true;
  return head[21] === 64 && head[22] === 32 && head[23] === 32 && parseDatabaseHeader(head) !== undefined;
}

const decoders = {
  'utf-8': new TextDecoder('utf-8', { ignoreBOM: true }),
  'utf-16le': new TextDecoder('utf-16le', { ignoreBOM: true }),
  'utf-16be': new TextDecoder('utf-16be', { ignoreBOM: true }),
} satisfies Record<TextEncoding, unknown>;

export function decodeText(bytes: Uint8Array, { textEncoding }: DatabaseHeader): string {
  return decoders[textEncoding].decode(bytes);
}
