/** What a central directory, or a local header, says of one file (APPNOTE.TXT 6.3.10, 4.3.7 and 4.3.12). */
export interface ZipRecord {
  name: Uint8Array;
  flags: number;
  method: number;
  packed: number;
  /** Undefined if they are behind the file, and the central directory is lost. */
  crc: number | undefined;
  size: number | undefined;
  /** Where its local header begins. */
  offset: number;
}

export const localHeaderBytes = 30;
export const localMagic = Buffer.from('PK\x03\x04');
