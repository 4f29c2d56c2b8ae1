import { type BlockHeader, type BlockReader, blockHeaderSize, parseBlockHeader } from './blocks.ts';
import type { ForwardStream } from './forward-stream.ts';
import { findRecordingStart, recordingStartBytes } from './recording-start.ts';

const stepBytes = 2 ** 20;

/** Header of a DZ block and the two letters after it that name the block that was packed. */
const seenBytes = blockHeaderSize + 2;

export interface FoundBlock {
  id: string;
  offset: number;
}

export interface Scan {
  /** Data groups and data blocks that no link led to, in the order of the file. */
  found: FoundBlock[];
  /** Where another recording begins; undefined where none does. */
  next: number | undefined;
}

/** Found blocks that are kept. */
const maxFound = 2 ** 18;

/**
 * Looks through the file from `from` on for blocks that are not known, and for where another recording begins. Blocks begin at multiples of 8 bytes (ASAM MDF 4.1, "general block structure").
 */
export async function scanFile(
  stream: ForwardStream,
  from: number,
  blocks: BlockReader,
  knows: (offset: number) => boolean,
): Promise<Scan> {
  const found: FoundBlock[] = [];
  await stream.seek(from);
  let held = Buffer.alloc(0);
  let at = from;
  let passed = from;
  for (;;) {
    const next = await stream.next(stepBytes);
    const bytes = Buffer.concat([held, next]);
    const start = findRecordingStart(bytes);
    const limit = start >= 0 ? start : bytes.byteLength;
    const view = { bytes: bytes.subarray(0, limit), at };
    passed = look(view, passed, blocks, knows, found, next.byteLength === 0);
    if (start >= 0) return { found, next: at + start };
    if (next.byteLength === 0) return { found, next: undefined };
    const keep = Math.min(bytes.byteLength, recordingStartBytes - 1);
    at += bytes.byteLength - keep;
    held = Buffer.from(bytes.subarray(bytes.byteLength - keep));
  }
}

/** Gives the offset up to which blocks were looked for. */
function look(
  { bytes, at }: { bytes: Buffer; at: number },
  passed: number,
  blocks: BlockReader,
  knows: (offset: number) => boolean,
  found: FoundBlock[],
  last: boolean,
): number {
  let from = passed;
  for (;;) {
    const place = bytes.indexOf('##', Math.max(0, from - at));
    if (place < 0) return Math.max(from, at + bytes.byteLength - 1);
    if (place + seenBytes > bytes.byteLength) return last ? at + bytes.byteLength : at + place;
    const offset = at + place;
    from = offset + 2;
    if ((offset - blocks.base) % 8 !== 0) continue;
    const header = parseBlockHeader(bytes, place);
    if (!header || !isWanted(header, bytes.toString('latin1', place + blockHeaderSize, place + seenBytes)))
      continue;
    const end = offset + header.length;
    if (end > blocks.pages.size || header.length < blockHeaderSize) continue;
    if (!knows(offset) && found.length < maxFound) found.push({ id: header.id, offset });
    // What looks like a block inside of data is data.
    if (header.id !== 'DG') from = end;
  }
}

function isWanted({ id, linkCount }: BlockHeader, packed: string): boolean {
  if (id === 'DG') return linkCount >= 4;
  if (linkCount > 0) return false;
  return id === 'DT' || id === 'DV' || (id === 'DZ' && (packed === 'DT' || packed === 'DV'));
}
