import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';
import { startsWith } from '../file-head.ts';
import { decodeBlock } from './lz4.ts';
import { legacyMagic, unpackLegacyFrame } from './lz4-legacy.ts';
import type { Packing } from './packing.ts';
import { skipCut, skipDamage } from './skip-damage.ts';
import { Xxh32, xxh32 } from './xxh32.ts';

/** LZ4 Frame Format, "General structure": magic number, and those of skippable frames (0x184D2A50 to 0x184D2A5F). */
const magic = Uint8Array.of(0x04, 0x22, 0x4d, 0x18);
const frameMagic = 0x184d2204;
const skippableMagic = 0x184d2a5;

/** "Block Maximum Size", by the three bits of the descriptor. */
const blockSizes: Record<number, number> = { 4: 1 << 16, 5: 1 << 18, 6: 1 << 20, 7: 1 << 22 };

/** Linked blocks refer back by at most this distance. */
const history = 1 << 16;

const legacyBytes = Uint8Array.of(0x02, 0x21, 0x4c, 0x18);

/** Concatenated LZ4 frames. */
export const lz4: Packing = {
  name: 'lz4',
  detects: (head) => startsWith(head, magic) || startsWith(head, legacyBytes),
  unpack,
};

interface Frame {
  maxBlock: number;
  linked: boolean;
  blockChecksum: boolean;
  contentChecksum: boolean;
}

async function* unpack(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array> {
  while (await reader.fill(1)) {
    const whole = await reader.fill(8);
    if (reader.available >= 4 && reader.u32(0) === legacyMagic) {
      reader.advance(4);
      yield* unpackLegacyFrame(reader, damaged);
      continue;
    }
    if (whole && reader.u32(0) >>> 4 === skippableMagic) {
      await reader.skip(8 + reader.u32(4));
      continue;
    }
    const frame = whole && reader.u32(0) === frameMagic ? await skipHeader(reader) : undefined;
    if (frame) {
      yield* unpackFrame(reader, frame, damaged);
    } else {
      await skipDamage(reader, magic, damaged, 'lz4');
    }
  }
}

/** "Frame Descriptor": flags, block size, content size, dictionary id, header checksum. */
async function skipHeader(reader: ByteReader): Promise<Frame | undefined> {
  const flags = reader.u8(4);
  const maxBlock = blockSizes[(reader.u8(5) >> 4) & 7];
  const descriptor = 2 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0);
  if (flags >> 6 !== 1 || maxBlock === undefined || !(await reader.fill(4 + descriptor + 1)))
    return undefined;
  const sum = (xxh32(reader.slice(4, 4 + descriptor)) >>> 8) & 0xff;
  if (sum !== reader.u8(4 + descriptor)) return undefined;
  reader.advance(4 + descriptor + 1);
  return {
    maxBlock,
    linked: (flags & 0x20) === 0,
    blockChecksum: (flags & 0x10) !== 0,
    contentChecksum: (flags & 4) !== 0,
  };
}

async function* unpackFrame(
  reader: ByteReader,
  frame: Frame,
  damaged: DamageLog['add'],
): AsyncGenerator<Uint8Array> {
  const { maxBlock, linked } = frame;
  const out = new Uint8Array(history + maxBlock);
  const content = new Xxh32();
  let kept = 0;
  let whole = true;
  for (;;) {
    const start = reader.offset;
    if (!(await reader.fill(4))) return await skipCut(reader, damaged, 'lz4');
    const head = reader.u32(0);
    if (head === 0) break;
    const length = head & 0x7fffffff;
    const end = 4 + length + (frame.blockChecksum ? 4 : 0);
    if (length > maxBlock) return await skipDamage(reader, magic, damaged, 'lz4');
    if (!(await reader.fill(end))) return await skipCut(reader, damaged, 'lz4');
    const block = reader.slice(4, 4 + length);
    const unpacked = unpackBlock(block, head >>> 31 === 1, out, kept);
    const matches = !frame.blockChecksum || xxh32(block) === reader.u32(4 + length);
    if (!unpacked.whole || !matches) {
      whole = false;
      reader.advance(end);
      damaged('corrupt', start, reader.offset, 'the lz4 data is damaged');
      // Independent blocks continue; linked ones that depend on this one are unreliable.
      if (linked) return await skipDamage(reader, magic, damaged, 'lz4');
      continue;
    }
    const piece = out.slice(kept, unpacked.end);
    if (frame.contentChecksum) content.update(piece);
    // Meanwhile, the reader's position maps these bytes to their place in the compressed file.
    yield piece;
    reader.advance(end);
    if (linked) {
      const from = Math.max(0, unpacked.end - history);
      out.copyWithin(0, from, unpacked.end);
      kept = unpacked.end - from;
    }
  }
  const end = reader.offset;
  if (!(await reader.fill(frame.contentChecksum ? 8 : 4))) return await skipCut(reader, damaged, 'lz4');
  if (whole && frame.contentChecksum && content.digest() !== reader.u32(4)) {
    damaged('corrupt', end, end, 'the checksum over the lz4 data before does not match');
  }
  reader.advance(frame.contentChecksum ? 8 : 4);
}

function unpackBlock(block: Uint8Array, stored: boolean, out: Uint8Array, kept: number) {
  if (!stored) return decodeBlock(block, out, kept);
  out.set(block, kept);
  return { end: kept + block.byteLength, whole: true };
}
