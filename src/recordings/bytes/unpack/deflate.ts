import { createInflateRaw } from 'node:zlib';
import { crc32 } from '../crc32.ts';
import { Engine } from './engine.ts';
import type { Packing } from './packing.ts';
import { skipCut } from './skip-damage.ts';

/** Deflate expands to at most 1,032 times the size, so that one piece expands to at most 16 MiB. */
const pieceBytes = 1 << 14;

/**
 * Deflate data (RFC 1951) whose size and CRC-32 are stated elsewhere, as in a ZIP archive; never more than `size`, if
 * that is known.
 */
export function deflateOf({ size, crc }: { size?: number; crc?: number }): Packing {
  return {
    name: 'deflate',
    detects: () => false,
    async *unpack(reader, damaged) {
      const engine = new Engine(createInflateRaw({ chunkSize: 1 << 16 }));
      const output = new BoundedOutput(size ?? Number.POSITIVE_INFINITY);
      const first = reader.offset;
      try {
        while (!engine.ended && (await reader.fill(1))) {
          const length = Math.min(reader.available, pieceBytes);
          for (const piece of await engine.feed(reader.slice(0, length))) yield output.take(piece);
          const at = reader.offset;
          if (engine.failed) return damaged('corrupt', at, at + length, 'the deflate data is damaged');
          if (output.isExceeded)
            return damaged('corrupt', at, at + length, 'the deflate data unpacks to more than is stated');
          reader.advance(Math.min(length, Math.max(0, first + engine.taken - at)));
        }
        for (const piece of await engine.finish()) yield output.take(piece);
        if (engine.failed) return await skipCut(reader, damaged, 'deflate');
        if ((crc ?? output.crc) !== output.crc || (size ?? output.size) !== output.size) {
          damaged('corrupt', first, reader.offset, 'the checksum over the deflate data does not match');
        }
      } finally {
        engine.close();
      }
    },
  };
}

/** Counts and sums what is unpacked, and passes on no more than the limit. */
class BoundedOutput {
  size = 0;
  crc = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isExceeded(): boolean {
    return this.size > this.#limit;
  }

  take(piece: Uint8Array): Uint8Array {
    const rest = piece.subarray(0, Math.max(0, this.#limit - this.size));
    this.crc = crc32(rest, this.crc);
    this.size += piece.byteLength;
    return rest;
  }
}
