import type { ForwardStream } from '../mdf/forward-stream.ts';
import { type BlockHeader, type BlockReader, blockHeaderSize, parseBlockHeader } from './blocks.ts';
import { findRecordingStart, recordingStartBytes } from './recording-start.ts';

const stepBytes = 2 ** 20;

/** Header of a DZ block and the two letters after it that name the compressed block. */
const seenBytes = blockHeaderSize + 2;

export interface FoundBlock {
  id: string;
  offset: number;
}

export interface Scan {
  /** Data groups and data blocks to which no link led, in the order of the file. */
  found: FoundBlock[];
  /** Where another recording begins; undefined if none does. */
  next: number | undefined;
}

/** Maximum number of found blocks that are kept. */
const maxFound = 2 ** 18;

/**
 * Searches the file from `from` on for unknown blocks, and for the beginning of another recording. Blocks begin at
 * multiples of 8 bytes (ASAM MDF 4.1, "general block structure").
 */
export async function scanFile(
  stream: ForwardStream,
  from: number,
  blocks: BlockReader,
  knows: (offset: number) => boolean,
): Promise<Scan> {
  const search = new BlockSearch(from, blocks, knows);
  await stream.seek(from);
  let held = Buffer.alloc(0);
  let at = from;
  for (;;) {
    const next = await stream.next(stepBytes);
    const bytes = Buffer.concat([held, next]);
    const start = findRecordingStart(bytes);
    const limit = start >= 0 ? start : bytes.byteLength;
    search.look(bytes.subarray(0, limit), at, next.byteLength === 0);
    if (start >= 0) return { found: search.found, next: at + start };
    if (next.byteLength === 0) return { found: search.found, next: undefined };
    const keep = Math.min(bytes.byteLength, recordingStartBytes - 1);
    at += bytes.byteLength - keep;
    held = Buffer.from(bytes.subarray(bytes.byteLength - keep));
  }
}

class BlockSearch {
  readonly found: FoundBlock[] = [];
  readonly #blocks: BlockReader;
  readonly #knows: (offset: number) => boolean;
  /** Offset up to which blocks were searched for. */
  #passed: number;

  constructor(from: number, blocks: BlockReader, knows: (offset: number) => boolean) {
    this.#passed = from;
    this.#blocks = blocks;
    this.#knows = knows;
  }

  /** `bytes` are those from `at` on; the ends of two calls may overlap. */
  look(bytes: Buffer, at: number, last: boolean): void {
    for (;;) {
      const place = bytes.indexOf('##', Math.max(0, this.#passed - at));
      if (place < 0) {
        this.#passed = Math.max(this.#passed, at + bytes.byteLength - 1);
        return;
      }
      if (place + seenBytes > bytes.byteLength) {
        this.#passed = last ? at + bytes.byteLength : at + place;
        return;
      }
      this.#passed = this.#passBlock(bytes, place, at + place);
    }
  }

  /** Returns from where to search for the next. */
  #passBlock(bytes: Buffer, place: number, offset: number): number {
    const header = (offset - this.#blocks.base) % 8 === 0 ? parseBlockHeader(bytes, place) : undefined;
    const packed = bytes.toString('latin1', place + blockHeaderSize, place + seenBytes);
    if (!header || !isWanted(header, packed)) return offset + 2;
    const end = offset + header.length;
    if (end > this.#blocks.pages.size || header.length < blockHeaderSize) return offset + 2;
    if (!this.#knows(offset) && this.found.length < maxFound) this.found.push({ id: header.id, offset });
    // What looks like a block inside data is data.
    return header.id === 'DG' ? offset + 2 : end;
  }
}

function isWanted({ id, linkCount }: BlockHeader, packed: string): boolean {
  if (id === 'DG') return linkCount >= 4;
  if (linkCount > 0) return false;
  return id === 'DT' || id === 'DV' || (id === 'DZ' && (packed === 'DT' || packed === 'DV'));
}
