import type { ForwardStream } from '../mdf/forward-stream.ts';
import type { Mdf3Blocks } from './blocks.ts';
import { idBlockBytes } from './file-start.ts';

/** Bytes of a DG block of versions 2 and 3. */
const sizes = [24, 28];

/** Letters and length of the block. */
const headBytes = 4;

/** Maximum data groups that are looked for. */
const maxFound = 10_000;

/**
 * The places of DG blocks to which no link leads, in a file whose list of them is broken: their letters and their
 * length, and a link to a CG block.
 */
export async function findLostGroups(
  stream: ForwardStream,
  blocks: Mdf3Blocks,
  knows: (offset: number) => boolean,
): Promise<number[]> {
  const found: number[] = [];
  let held = Buffer.alloc(0);
  await stream.seek(idBlockBytes);
  for (;;) {
    const at = stream.offset - held.byteLength;
    const next = await stream.next(1 << 18);
    if (next.byteLength === 0) return found;
    const bytes = Buffer.concat([held, next]);
    for (const place of headsIn(bytes, blocks.littleEndian)) {
      const offset = at + place;
      if (found.length >= maxFound) return found;
      if (!knows(offset) && (await isDataGroup(blocks, offset))) found.push(offset);
    }
    held = bytes.subarray(Math.max(0, bytes.byteLength - headBytes + 1));
  }
}

function headsIn(bytes: Buffer, littleEndian: boolean): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf('DG'); at >= 0; at = bytes.indexOf('DG', at + 1)) {
    if (at + headBytes > bytes.byteLength) break;
    const size = littleEndian ? bytes.readUInt16LE(at + 2) : bytes.readUInt16BE(at + 2);
    if (sizes.includes(size)) places.push(at);
  }
  return places;
}

async function isDataGroup(blocks: Mdf3Blocks, offset: number): Promise<boolean> {
  const block = await blocks.block(offset, 'DG', sizes[0] as number);
  return block !== undefined && (await blocks.block(block.u32(8), 'CG', 26)) !== undefined;
}
