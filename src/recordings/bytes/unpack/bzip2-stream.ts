import type { ByteReader } from '../byte-reader.ts';
import type { DamageLog } from '../damage.ts';
import { startsWith } from '../file-head.ts';
import { Bzip2Decoder } from './bzip2.ts';
import type { Packing } from './packing.ts';
import { skipCut, skipDamage } from './skip-damage.ts';

const streamMagic = Buffer.from('BZh');

/** Maximum size of a compressed block: 900,000 codes of 20 bits, and its tables. */
const maxPackedBlock = 2_300_000;

/** Runs of equal bytes expand one block to up to 46 MB; it is returned in pieces of this size. */
const pieceBytes = 1 << 20;

/** Concatenated bzip2 streams; blocks are independent, so that damage costs only one of them. */
export const bzip2: Packing = {
  name: 'bzip2',
  detects: (head) => startsWith(head, streamMagic) && /[1-9]/.test(String.fromCharCode(head[3] ?? 0)),
  unpack,
};

async function* unpack(reader: ByteReader, damaged: DamageLog['add']): AsyncGenerator<Uint8Array> {
  const decoder = new Bzip2Decoder(new Uint8Array());
  while (await reader.fill(1)) {
    await reader.fill(4);
    place(decoder, reader, 0);
    if (decoder.header() !== 'ok') {
      await skipDamage(reader, streamMagic, damaged, 'bzip2');
      continue;
    }
    reader.advance(4);
    yield* unpackStream(decoder, reader, damaged);
  }
}

/** Blocks begin at any bit; `bit` is that of the next one, relative to the reader's position. */
async function* unpackStream(
  decoder: Bzip2Decoder,
  reader: ByteReader,
  damaged: DamageLog['add'],
): AsyncGenerator<Uint8Array> {
  let bit = 0;
  for (;;) {
    const start = reader.offset;
    await reader.fill(Math.min(reader.remaining, maxPackedBlock));
    place(decoder, reader, bit);
    const step = decoder.step();
    if (step === 'cut') return await skipCut(reader, damaged, 'bzip2');
    if (step !== 'corrupt') {
      const end = decoder.bits.bit;
      bit = end % 8;
      reader.advance(Math.min(reader.available, Math.floor(end / 8)));
      if (step === 'end') return;
      yield* piecesOf(decoder);
      if (!decoder.matches) {
        damaged('corrupt', start, reader.offset, 'the checksum of a bzip2 block does not match');
      }
      continue;
    }
    const next = await findBlock(reader, bit + 1);
    // Without another block or the end of the stream, this block is damaged by the end of the file.
    const kind = next === undefined ? 'truncated' : 'corrupt';
    const what = next === undefined ? 'ends in its middle' : 'is damaged';
    damaged(kind, start, reader.offset, `the bzip2 data ${what}`);
    if (next === undefined) return;
    bit = next;
  }
}

function place({ bits }: Bzip2Decoder, reader: ByteReader, bit: number): void {
  bits.bytes = reader.slice(0, reader.available);
  bits.seek(bit);
}

function* piecesOf(decoder: Bzip2Decoder): Generator<Uint8Array> {
  while (decoder.pending) {
    const piece = new Uint8Array(pieceBytes);
    yield piece.subarray(0, decoder.write(piece, 0));
  }
}

/** BCD of π and of its square root: the magic of a block, and of the end of a stream. */
const blockMagic = [0x314159, 0x265359] as const;
const endMagic = [0x177245, 0x385090] as const;

/**
 * Moves the reader to the byte that contains the beginning of the next block, or the end of the stream, from `bit`
 * on, and returns the bit in it; undefined if the file ends first.
 */
async function findBlock(reader: ByteReader, bit: number): Promise<number | undefined> {
  let from = bit;
  for (;;) {
    await reader.fill(Math.min(reader.remaining, 1 << 16));
    const bytes = reader.slice(0, reader.available);
    let high = 0;
    let low = 0;
    for (let at = 0; at < bytes.length * 8; at += 1) {
      const next = ((bytes[at >> 3] as number) >> (7 - (at & 7))) & 1;
      high = ((high << 1) | (low >>> 23)) & 0xffffff;
      low = ((low << 1) | next) & 0xffffff;
      const begin = at - 47;
      if (begin < from) continue;
      const isBlock = high === blockMagic[0] && low === blockMagic[1];
      if (!isBlock && !(high === endMagic[0] && low === endMagic[1])) continue;
      reader.advance(begin >> 3);
      return begin & 7;
    }
    if (reader.available === reader.remaining && reader.sizeKnown) {
      reader.advance(reader.available);
      return undefined;
    }
    reader.advance(Math.max(1, reader.available - 6));
    from = 0;
  }
}
