import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';

/** A way in which whole recordings are packed. */
export interface Packing {
  /** As it stands in a sentence. */
  name: 'zstd' | 'gzip' | 'bzip2' | 'lz4';
  /** By the first bytes of the file. */
  detects(head: Uint8Array): boolean;
  /**
   * What comes out, from the reader's position to its end, in pieces that are bounded whatever the bytes claim. Damage is
   * reported with its place in the packed file; what follows is unpacked as far as the packing allows. Throws only what
   * the reader's source throws.
   */
  unpack(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array>;
}
