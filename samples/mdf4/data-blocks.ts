import { deflateSync } from 'node:zlib';
import type { BlockFile } from './block-file.ts';

export type Packing = 'none' | 'deflate' | 'transposed' | PackAs;

/** Another compression, by its zip type (ASAM MDF 4.3); odd types are transposed. */
export interface PackAs {
  zipType: number;
  compress(bytes: Uint8Array): Uint8Array;
}

const deflated: PackAs = { zipType: 0, compress: deflateSync };
const deflatedColumns: PackAs = { zipType: 1, compress: deflateSync };

export interface DataOptions {
  packing: Packing;
  /** Bytes per block, uncompressed; 0 for one block without a list. */
  blockBytes: number;
}

/** The place of a block of data in the file, and which bytes of the whole it contains. */
export interface WrittenBlock {
  start: number;
  end: number;
  from: number;
  to: number;
}

/**
 * Writes data as one block, or as several with their list; returns the link to it. `columns`: bytes of a record, for
 * transposition.
 */
export function writeData(
  file: BlockFile,
  id: 'DT' | 'SD',
  data: Uint8Array,
  columns: number,
  { packing, blockBytes }: DataOptions,
): { link: number; blocks: WrittenBlock[] } {
  if (data.byteLength === 0) return { link: 0, blocks: [] };
  const step = blockBytes === 0 ? data.byteLength : blockBytes;
  const blocks: WrittenBlock[] = [];
  for (let from = 0; from < data.byteLength; from += step) {
    const part = data.subarray(from, from + step);
    const start = file.size;
    if (packing === 'none') file.block(id, [], part);
    else packedBlock(file, id, part, id === 'DT' ? columns : 0, packAs(packing, id));
    blocks.push({ start, end: file.size, from, to: from + part.byteLength });
  }
  const [only] = blocks;
  if (only && blocks.length === 1 && packing === 'none') return { link: only.start, blocks };
  const list = file.block('DL', [0, ...blocks.map(({ start }) => start)], listData(blocks));
  if (packing === 'none') return { link: list, blocks };
  const head = Buffer.alloc(8);
  head.writeUInt8(packAs(packing, id).zipType, 2);
  return { link: file.block('HL', [list], head), blocks };
}

function listData(blocks: readonly WrittenBlock[]): Buffer {
  const data = Buffer.alloc(8 + blocks.length * 8);
  data.writeUInt32LE(blocks.length, 4);
  for (const [index, { from }] of blocks.entries()) data.writeBigUInt64LE(BigInt(from), 8 + index * 8);
  return data;
}

function packAs(packing: Exclude<Packing, 'none'>, id: 'DT' | 'SD'): PackAs {
  if (typeof packing === 'object') return packing;
  return packing === 'transposed' && id === 'DT' ? deflatedColumns : deflated;
}

function packedBlock(
  file: BlockFile,
  id: string,
  bytes: Uint8Array,
  recordBytes: number,
  { zipType, compress }: PackAs,
): void {
  const columns = zipType % 2 === 1 ? recordBytes : 0;
  const packed = compress(columns > 0 ? transpose(bytes, columns) : bytes);
  const head = Buffer.alloc(24);
  head.write(id, 0, 'latin1');
  head.writeUInt8(zipType, 2);
  head.writeUInt32LE(columns, 4);
  head.writeBigUInt64LE(BigInt(bytes.byteLength), 8);
  head.writeBigUInt64LE(BigInt(packed.byteLength), 16);
  file.block('DZ', [], Buffer.concat([head, packed]));
}

/** Transposes rows of `columns` bytes to columns; bytes that do not fill a row stay at the end. */
function transpose(bytes: Uint8Array, columns: number): Uint8Array {
  const rows = Math.floor(bytes.byteLength / columns);
  const stored = Uint8Array.from(bytes);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      stored[column * rows + row] = bytes[row * columns + column] as number;
    }
  }
  return stored;
}
