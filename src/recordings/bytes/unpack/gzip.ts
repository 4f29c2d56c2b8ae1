import { createInflateRaw } from 'node:zlib';
import type { ByteReader } from '../byte-reader.ts';
import { crc32 } from '../crc32.ts';
import type { DamageLog } from '../damage.ts';
import { startsWith } from '../file-head.ts';
import { Engine } from './engine.ts';
import type { Packing } from './packing.ts';
import { skipCut, skipDamage } from './skip-damage.ts';

/** RFC 1952, 2.3.1: identification and the only defined method, deflate. */
const magic = Uint8Array.of(0x1f, 0x8b, 8);

/** Deflate expands to at most 1,032 times the size, so that one piece expands to at most 16 MiB. */
const pieceBytes = 1 << 14;

/** Name and comment have no length field; longer ones are considered damaged. */
const maxText = 1 << 16;

/**
 * Concatenated gzip members. The frame around the deflate data is parsed here, so that a wrong checksum costs no
 * data; deflate data depends on what precedes it, so that after damage decompression resumes with the next member.
 */
export const gzip: Packing = {
  name: 'gzip',
  detects: (head) => startsWith(head, magic),
  unpack,
};

async function* unpack(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array> {
  while (await reader.fill(1)) {
    await reader.fill(10);
    const header = startsWith(reader.slice(0, reader.available), magic) && (await skipHeader(reader));
    if (header) {
      yield* unpackMember(reader, damaged);
    } else {
      await skipPadding(reader, damaged);
    }
  }
}

/**
 * RFC 1952, 2.3: ten fixed bytes, then optional fields according to the flags. False, and nothing consumed, if it is
 * not a header.
 */
async function skipHeader(reader: ByteReader): Promise<boolean> {
  if (reader.available < 10) return false;
  const flags = reader.u8(3);
  if ((flags & 0xe0) !== 0) return false;
  let size = 10;
  if ((flags & 4) !== 0) {
    if (!(await reader.fill(size + 2))) return false;
    size += 2 + reader.u16(size);
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const text = size;
    do {
      if (size - text > maxText || !(await reader.fill(size + 1))) return false;
      size += 1;
    } while (reader.u8(size - 1) !== 0);
  }
  if ((flags & 2) !== 0) size += 2;
  if (!(await reader.fill(size))) return false;
  reader.advance(size);
  return true;
}

async function* unpackMember(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array> {
  const engine = new Engine(createInflateRaw({ chunkSize: 1 << 16 }));
  const first = reader.offset;
  let crc = 0;
  let size = 0;
  try {
    while (!engine.ended && (await reader.fill(1))) {
      const length = Math.min(reader.available, pieceBytes);
      const out = await engine.feed(reader.slice(0, length));
      for (const piece of out) {
        crc = crc32(piece, crc);
        size = (size + piece.byteLength) % 2 ** 32;
        yield piece;
      }
      if (engine.failed) return await skipDamage(reader, magic, damaged, 'gzip');
      reader.advance(Math.min(length, first + engine.taken - reader.offset));
    }
    const end = reader.offset;
    if (!engine.ended || !(await reader.fill(8))) return await skipCut(reader, damaged, 'gzip');
    if (reader.u32(0) !== crc || reader.u32(4) !== size) {
      damaged('corrupt', end, end + 8, 'the checksum over the gzip data before does not match');
    }
    reader.advance(8);
  } finally {
    engine.close();
  }
}

/** Zeros may follow a member, as tapes leave them; anything else is skipped up to the next member. */
async function skipPadding(reader: ByteReader, damaged: DamageLog['add']): Promise<void> {
  let zeros = 0;
  while (await reader.fill(1)) {
    if (reader.u8(0) !== 0) break;
    reader.advance(1);
    zeros += 1;
  }
  if (zeros === 0) await skipDamage(reader, magic, damaged, 'gzip');
}
