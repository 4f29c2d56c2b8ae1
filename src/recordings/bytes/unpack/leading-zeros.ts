import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';
import type { Packing } from './packing.ts';

/** A sector: no format that is read begins with as many. */
const leastZeros = 512;

/** More than any beginning that was lost; a file of nothing but zeros is not searched to its end. */
const mostZeros = 2 ** 28;

/**
 * Zeros in front of a recording, where a recorder, a file system or a download has set room aside for bytes that were
 * never written. They are passed over, so that the recording behind them is recognised.
 */
export const leadingZeros: Packing = {
  name: 'zeros',
  detects: (head) => head.byteLength >= leastZeros && zerosAt(head.subarray(0, leastZeros)) === leastZeros,
  unpack: withoutZeros,
};

async function* withoutZeros(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array> {
  while (reader.offset < mostZeros && (await reader.fill(1))) {
    const zeros = zerosAt(reader.slice(0, reader.available));
    const isEnd = zeros < reader.available;
    reader.advance(zeros);
    if (isEnd) break;
  }
  const { offset } = reader;
  if (offset >= mostZeros || !(await reader.fill(1))) {
    damaged('truncated', 0, offset, 'the file holds nothing but zeros');
    return;
  }
  damaged('corrupt', 0, offset, 'the file begins with zeros, and what was there is lost');
  while (await reader.fill(1)) {
    const piece = reader.slice(0, reader.available).slice();
    reader.advance(piece.byteLength);
    yield piece;
  }
}

/** How many zeros the bytes begin with; compared by blocks, since a small packed file unpacks to a hundred million of them. */
function zerosAt(bytes: Uint8Array): number {
  let at = 0;
  while (at + zeroBlock.byteLength <= bytes.byteLength && isZeroBlock(bytes, at)) at += zeroBlock.byteLength;
  while (at < bytes.byteLength && bytes[at] === 0) at += 1;
  return at;
}

const zeroBlock = new Uint8Array(4096);

const isZeroBlock = (bytes: Uint8Array, at: number) =>
  Buffer.compare(bytes.subarray(at, at + zeroBlock.byteLength), zeroBlock) === 0;
