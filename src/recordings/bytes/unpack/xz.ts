import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';
import { startsWith } from '../file-head.ts';
import { type BlockCheck, blockCheck } from '../xz/block-check.ts';
import { chunkHead, Lzma2Window } from '../xz/lzma2-window.ts';
import { findBytes } from './find-bytes.ts';
import type { Packing } from './packing.ts';
import { skipCut, skipDamage } from './skip-damage.ts';

/** The .xz File Format 1.1.0, 2.1.1.1 and 2.1.2.4. */
const magic = Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0);
const headerBytes = 12;
const footerBytes = 12;
/** 5.3.1: LZMA2, with one byte of properties. */
const lzma2Filter = [0x21, 0x01] as const;
/** 3.1.2: number of filters less one, whether sizes are declared. */
const blockFlags = { filters: 0x03, packedSize: 0x40, unpackedSize: 0x80 } as const;
const maxBlockHeader = 1024;
const maxChunkBytes = 6 + 65_536;

/** `xz -9` takes 64 MiB; larger ones are taken for an attack on memory. */
const maxDictionary = 128 * 2 ** 20;

/**
 * Concatenated xz streams of LZMA2. A block whose packed size is declared, as `xz -T` writes it, costs only itself when it is
 * damaged; otherwise unpacking goes on with the next stream.
 */
export const xz: Packing = {
  name: 'xz',
  detects: (head) => startsWith(head, magic),
  unpack,
};

async function* unpack(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array> {
  while (await reader.fill(1)) {
    await reader.fill(Math.min(headerBytes, reader.remaining));
    if (reader.available >= headerBytes && startsWith(reader.slice(0, headerBytes), magic)) {
      const check = reader.u8(7);
      reader.advance(headerBytes);
      yield* unpackBlocks(reader, check, damaged);
    } else if (!(await skipPadding(reader))) await skipDamage(reader, magic, damaged, 'xz');
  }
}

/** 2.2: zeros between streams. */
async function skipPadding(reader: ByteReader): Promise<boolean> {
  const start = reader.offset;
  while ((await reader.fill(1)) && reader.u8(0) === 0) reader.advance(1);
  return reader.offset > start;
}

async function* unpackBlocks(
  reader: ByteReader,
  check: number,
  damaged: DamageLog['add'],
): AsyncGenerator<Uint8Array> {
  while (await reader.fill(1)) {
    if (reader.u8(0) === 0) return await skipIndex(reader, damaged);
    const start = reader.offset;
    const block = await readBlockHeader(reader);
    if (!block) return await skipDamage(reader, magic, damaged, 'xz');
    if ('what' in block) {
      damaged(block.kind, start, start, block.what);
      await findBytes(reader, magic);
      return;
    }
    if (yield* unpackBlock(reader, block, blockCheck(check), damaged)) continue;
    if (block.packed === undefined || !(await goTo(reader, start + block.bytes + block.packed, check))) {
      return await skipDamage(reader, magic, damaged, 'xz');
    }
    damaged('corrupt', start, reader.offset, 'a block of the xz data is damaged');
  }
}

interface Block {
  /** Bytes of its header. */
  bytes: number;
  packed: number | undefined;
  dictionary: number;
}

/** Undefined if it is damaged. */
async function readBlockHeader(
  reader: ByteReader,
): Promise<Block | { kind: 'unsupported' | 'too_large_unpacked'; what: string } | undefined> {
  const bytes = (reader.u8(0) + 1) * 4;
  if (bytes > maxBlockHeader || !(await reader.fill(bytes))) return undefined;
  const head = reader.slice(0, bytes);
  const flags = head[1] as number;
  let at = 2;
  let packed: number | undefined;
  if ((flags & blockFlags.packedSize) !== 0) [packed, at] = integerAt(head, at);
  if ((flags & blockFlags.unpackedSize) !== 0) [, at] = integerAt(head, at);
  if ((flags & blockFlags.filters) !== 0 || !startsWith(head.subarray(at), lzma2Filter)) {
    return { kind: 'unsupported', what: 'the xz data is packed with a filter that is not supported' };
  }
  const dictionary = dictionaryOf(head[at + 2] as number);
  if (!(dictionary <= maxDictionary)) {
    return {
      kind: 'too_large_unpacked',
      what: `the xz data needs a dictionary of more than ${maxDictionary} bytes`,
    };
  }
  reader.advance(bytes);
  return { bytes, packed, dictionary };
}

/** 5.3.1. */
function dictionaryOf(property: number): number {
  if (property > 40) return Number.NaN;
  return property === 40 ? 2 ** 32 - 1 : (2 | (property & 1)) * 2 ** ((property >> 1) + 11);
}

/** 1.2: seven bits per byte, at most nine bytes. */
function integerAt(bytes: Uint8Array, start: number): [value: number, next: number] {
  let value = 0;
  for (let at = start; at < start + 9; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return [value, at + 1];
  }
  return [value, start + 9];
}

/** Returns whether the block was whole, with its padding and its checksum behind it. */
async function* unpackBlock(
  reader: ByteReader,
  { dictionary }: Block,
  check: BlockCheck,
  damaged: DamageLog['add'],
): AsyncGenerator<Uint8Array, boolean> {
  const window = new Lzma2Window(dictionary);
  const start = reader.offset;
  for (;;) {
    await reader.fill(Math.min(maxChunkBytes, reader.remaining));
    const head = chunkHead(reader.slice(0, Math.min(6, reader.available)));
    if (!head) return false;
    if (head === 'end') break;
    const size = head.bytes + head.packed;
    if (reader.available < size) {
      await skipCut(reader, damaged, 'xz');
      return true;
    }
    const piece = window.unpack(reader.slice(0, size), head);
    if (!piece) return false;
    check.add(piece);
    yield piece.slice();
    reader.advance(size);
  }
  reader.advance(Math.min(1, reader.available));
  const padding = (4 - ((reader.offset - start) % 4)) % 4;
  if (!(await reader.fill(padding + check.size))) {
    await skipCut(reader, damaged, 'xz');
    return true;
  }
  if (!check.matches(reader.slice(padding, padding + check.size))) {
    damaged('corrupt', start, reader.offset, 'the checksum over the xz data before does not match');
  }
  reader.advance(padding + check.size);
  return true;
}

/** Behind a damaged block, if its end is still ahead. */
async function goTo(reader: ByteReader, dataEnd: number, check: number): Promise<boolean> {
  const next = Math.ceil(dataEnd / 4) * 4 + blockCheck(check).size;
  if (next < reader.offset) return false;
  await reader.skip(next - reader.offset);
  return reader.offset === next;
}

/** 4: the number of blocks and their sizes, padding and a checksum; then the footer. */
async function skipIndex(reader: ByteReader, damaged: DamageLog['add']): Promise<void> {
  const start = reader.offset;
  reader.advance(1);
  const records = await readInteger(reader);
  for (let left = records * 2; left > 0; left -= 1) if ((await readInteger(reader)) < 0) break;
  const padding = (4 - ((reader.offset - start) % 4)) % 4;
  if (!(await reader.fill(padding + 4 + footerBytes))) return await skipCut(reader, damaged, 'xz');
  reader.advance(padding + 4 + footerBytes);
}

/** -1 if the file ends before. */
async function readInteger(reader: ByteReader): Promise<number> {
  if (!(await reader.fill(1))) return -1;
  await reader.fill(Math.min(9, reader.remaining));
  const [value, next] = integerAt(reader.slice(0, Math.min(9, reader.available)), 0);
  reader.advance(Math.min(next, reader.available));
  return value;
}
