import { createZstdDecompress } from 'node:zlib';
import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';
import { startsWith } from '../file-head.ts';
import { Engine } from './engine.ts';
import type { Packing } from './packing.ts';
import { skipCut, skipDamage } from './skip-damage.ts';

/** RFC 8878, 3.1.1. */
const magic = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
const frameMagic = 0xfd2fb528;
/** RFC 8878, 3.1.2: skippable frames, 0x184D2A50 to 0x184D2A5F. */
const skippableMagic = 0x184d2a5;

/** RFC 8878, 3.1.1.2.4: maximum size of a block, compressed or not. */
const maxBlock = 128 * 1024;
const maxFrameHeader = 18;

/**
 * Concatenated zstd frames. The blocks are parsed here, so that damage is located to a block; blocks of a frame
 * depend on each other, so that after damage decompression resumes with the next frame.
 */
export const zstd: Packing = {
  name: 'zstd',
  detects: (head) => startsWith(head, magic),
  unpack,
};

async function* unpack(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array> {
  while (await reader.fill(1)) {
    const whole = await reader.fill(8);
    if (whole && reader.u32(0) >>> 4 === skippableMagic) {
      await reader.skip(8 + reader.u32(4));
    } else if (whole && reader.u32(0) === frameMagic) {
      yield* unpackFrame(reader, damaged);
    } else {
      await skipDamage(reader, magic, damaged, 'zstd');
    }
  }
}

async function* unpackFrame(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array> {
  const engine = new Engine(createZstdDecompress({ chunkSize: 2 * maxBlock }));
  try {
    await reader.fill(maxFrameHeader);
    const descriptor = reader.u8(4);
    const header = frameHeaderSize(descriptor);
    if (header > reader.available) return await skipCut(reader, damaged, 'zstd');
    await engine.feed(reader.slice(0, header));
    reader.advance(header);
    let last = false;
    while (!last) {
      if (!(await reader.fill(3))) return await skipCut(reader, damaged, 'zstd');
      const head = reader.u16(0) | (reader.u8(2) << 16);
      last = (head & 1) === 1;
      const type = (head >> 1) & 3;
      const size = type === 1 ? 1 : head >> 3;
      if (type === 3 || size > maxBlock) return await skipDamage(reader, magic, damaged, 'zstd');
      if (!(await reader.fill(3 + size))) return await skipCut(reader, damaged, 'zstd');
      yield* await engine.feed(reader.slice(0, 3 + size));
      if (engine.failed) return await skipDamage(reader, magic, damaged, 'zstd');
      reader.advance(3 + size);
    }
    if ((descriptor & 4) !== 0) {
      if (!(await reader.fill(4))) return await skipCut(reader, damaged, 'zstd');
      await engine.feed(reader.slice(0, 4));
      reader.advance(4);
    }
    yield* await engine.finish();
    if (engine.failed) {
      damaged(
        'corrupt',
        reader.offset,
        reader.offset,
        'the checksum over the zstd data before does not match',
      );
    }
  } finally {
    engine.close();
  }
}

/** RFC 8878, 3.1.1.1: magic, descriptor, window, dictionary id, content size. */
function frameHeaderSize(descriptor: number): number {
  const singleSegment = (descriptor >> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSize = [singleSegment, 2, 4, 8][descriptor >> 6] ?? 0;
  return 5 + (1 - singleSegment) + dictionary + contentSize;
}
