import { ByteReader } from '../byte-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { DamageLog } from '../damage.ts';
import { OffsetMap } from './offset-map.ts';
import type { Packing } from './packing.ts';

/**
 * A compressed recording may expand to `ratio` times its size plus `spare` bytes, and to `total` bytes at most.
 * Repetitive logs reach a ratio of 100; decompression bombs reach a thousand and more.
 */
const unpackLimits = { ratio: 200, spare: 2 ** 28, total: 2 ** 36 };

/** Bytes that a compressed file of `size` bytes may unpack to. */
export function unpackLimit(size: number): number {
  return Math.min(unpackLimits.total, unpackLimits.spare + unpackLimits.ratio * size);
}

/** One layer around a recording, of compression or encoding: its output, and what is known once it was read. */
export interface Unpacking {
  name: Packing['name'];
  isEncoding: boolean;
  /** Size in bytes of the compressed data; a bound if that is itself decompressed. */
  packed: ByteSource;
  source: ByteSource;
  /** Damage of the latest reading, so far; its places are those in the compressed file. */
  damage: DamageLog;
  offsets: OffsetMap;
}

/** The decompressed content of `source`, decompressed on each reading, in bounded memory. */
export function unpackingSource(source: ByteSource, packing: Packing, signal?: AbortSignal): Unpacking {
  const limit = unpackLimit(source.size);
  const unpacking: Unpacking = {
    name: packing.name,
    isEncoding: packing.isEncoding ?? false,
    packed: source,
    source: { size: limit, sizeIsBound: true, stream },
    damage: new DamageLog(),
    offsets: new OffsetMap(),
  };

  async function* stream(offset = 0): AsyncGenerator<Uint8Array> {
    const reader = new ByteReader(source, signal);
    const damage = new DamageLog();
    const offsets = new OffsetMap();
    Object.assign(unpacking, { damage, offsets });
    let produced = 0;
    try {
      for await (const piece of packing.unpack(reader, (...report) => damage.add(...report))) {
        offsets.note(produced, reader.offset);
        const from = Math.max(0, offset - produced);
        produced += piece.byteLength;
        if (produced > limit) {
          const what = `the ${packing.name} data unpacks to more than the limit of ${limit} bytes`;
          damage.add('too_large_unpacked', reader.offset, reader.offset, what);
          return;
        }
        if (from < piece.byteLength) yield piece.subarray(from);
      }
      offsets.note(Number.MAX_SAFE_INTEGER, reader.offset);
    } finally {
      await reader.close();
    }
  }
  return unpacking;
}
