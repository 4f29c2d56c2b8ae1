import { plural } from '../../../domain/plural.ts';
import { startsWith } from '../../bytes/file-head.ts';
import { type Companion, ok } from './companion-reader.ts';

/** https://sqlite.org/fileformat2.html#walformat: 32 bytes, then frames of a header of 24 bytes and a page. */
const walHeader = 32;
const frameHeader = 24;

export const sqliteWal: Companion = {
  kind: 'sqlite-wal',
  readsBeginning: true,
  // The last bit of the magic is the byte order of its checksums.
  detects: (head) => startsWith(head, [0x37, 0x7f, 0x06, 0x82]) || startsWith(head, [0x37, 0x7f, 0x06, 0x83]),
  read: (bytes, size) => ok(`${describeWal(bytes, size)}.`),
};

/** The content of a log of `size` bytes, by its first bytes. Without a full stop. */
function describeWal(head: Uint8Array, size: number): string {
  const pageSize = head.byteLength < 12 ? 0 : new DataView(head.buffer, head.byteOffset).getUint32(8);
  const pages = pageSize === 0 ? 0 : Math.floor(Math.max(0, size - walHeader) / (pageSize + frameHeader));
  const what = 'This is the write-ahead log of a SQLite database';
  return pages === 0
    ? `${what}, without pages`
    : `${what} with ${plural(pages, 'page')} that the database may lack; open the bag once with sqlite3 where it was recorded, which moves them into it, and upload it again`;
}

/** Its version, twice at the start, in the byte order of the machine (https://sqlite.org/walformat.html#walidxfmt). */
export const sqliteShm: Companion = {
  kind: 'sqlite-shm',
  readsBeginning: true,
  detects: (head) =>
    [
      [0x18, 0xe2, 0x2d, 0x00],
      [0x00, 0x2d, 0xe2, 0x18],
    ].some((version) => startsWith(head, version)),
  read: () => ok('This is the index of the write-ahead log of a SQLite database.'),
};
