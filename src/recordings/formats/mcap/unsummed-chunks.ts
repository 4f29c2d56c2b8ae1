import type { ByteReader } from '../../bytes/byte-reader.ts';
import { combineCrc32 } from '../../bytes/crc32-combine.ts';

/**
 * The checksum over all data without the content of chunks that have no checksum of their own: the crate `mcap`, and with it the SDK of
 * Foxglove, writes it so (`findings/mcap-rust-data-checksum-without-chunk-checksums.sh`).
 */
export class UnsummedChunks {
  #seen = false;
  #crc = 0;
  /** The checksum of everything up to the end of the latest such content, and where that is. */
  #before = 0;
  #from = 0;

  /** The content begins at the position. */
  begins(reader: ByteReader): void {
    this.#crc = this.#upTo(reader.crc(), reader.offset);
    this.#seen = true;
  }

  /** The content ends at the position. */
  ends(reader: ByteReader): void {
    this.#before = reader.crc();
    this.#from = reader.offset;
  }

  /** Whether `expected` is the checksum of the data that ends at the position. */
  explains(expected: number, reader: ByteReader): boolean {
    return this.#seen && this.#upTo(reader.crc(), reader.offset) === expected;
  }

  /** For the data of a recording that begins at the position. */
  reset(reader: ByteReader): void {
    this.#seen = false;
    this.#crc = 0;
    this.#before = 0;
    this.#from = reader.offset;
  }

  #upTo(crc: number, offset: number): number {
    const bytes = offset - this.#from;
    const between = (crc ^ combineCrc32(this.#before, 0, bytes)) >>> 0;
    return combineCrc32(this.#crc, between, bytes);
  }
}
