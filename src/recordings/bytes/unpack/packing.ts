import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';

/** A compression in which whole recordings are stored, an encoding of a whole text, or zeros in front of a recording. */
export interface Packing {
  /** Its name within a sentence. */
  name: 'zstd' | 'gzip' | 'bzip2' | 'lz4' | 'xz' | 'deflate' | 'UTF-16LE' | 'UTF-16BE' | 'zeros';
  /** It is an encoding: what is inside is text, and no other layer. */
  isEncoding?: true;
  /** By the first bytes of the file. */
  detects(head: Uint8Array): boolean;
  /**
   * The decompressed data, from the reader's position to its end, in pieces that are bounded whatever the bytes
   * claim. Damage is reported with its place in the compressed file; what follows is decompressed as far as the
   * format allows. Throws only what the reader's source throws.
   */
  unpack(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array>;
}
