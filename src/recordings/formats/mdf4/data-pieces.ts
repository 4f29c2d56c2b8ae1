import type { BlockBounds } from '../mdf/block-bounds.ts';
import type { DataPiece } from '../mdf/data-piece.ts';
import type { ForwardStream } from '../mdf/forward-stream.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import { blockHeaderSize, parseBlockHeader } from './blocks.ts';
import { dataBlockIds } from './data-list.ts';
import { findRecordingStart, recordingStartBytes } from './recording-start.ts';
import { checkPacked, packedHeadBytes, parsePackedHead, unpack, unpackCut } from './unpack-dz.ts';

/** Plain data is passed on in pieces of at most this size. */
const maxPieceBytes = 2 ** 20;

/** Other positions at which data blocks can end. */
export interface DataEnds {
  /**
   * A block whose length was never written, since the recording was not finalised: it extends to the end of the file.
   */
  open: number | undefined;
  /** Set if another recording began there. */
  endedAt?: number;
  bounds: BlockBounds;
}

/**
 * Decompressed bytes of data blocks, in the order of `offsets`; each valid until the next is requested. Throws
 * `SourceError`.
 */
export async function* dataPieces(
  stream: ForwardStream,
  offsets: readonly number[],
  ends: DataEnds,
  { limits, damaged }: WalkContext,
): AsyncGenerator<DataPiece> {
  const head = new Uint8Array(blockHeaderSize + packedHeadBytes);
  for (const [index, offset] of offsets.entries()) {
    await stream.seek(offset);
    await stream.fill(head.subarray(0, blockHeaderSize));
    const header = parseBlockHeader(head);
    const lost = {
      index,
      bytes: new Uint8Array(),
      offset,
      packed: true,
      first: true,
      lost: true,
      unpackedBytes: 0,
    };
    if (!header || !dataBlockIds.includes(header.id) || header.linkCount > 0) {
      damaged(
        'corrupt',
        offset,
        offset + blockHeaderSize,
        'there is no data block where the list of them says',
      );
      yield lost;
    } else if (header.id === 'DZ') {
      yield await packedPiece(index, offset, header.length);
    } else {
      yield* plainPieces(index, offset, header.length);
    }
  }

  async function packedPiece(index: number, offset: number, length: number): Promise<DataPiece> {
    const piece = { index, offset, packed: true, first: true, unpackedBytes: 0 };
    const nothing = { ...piece, bytes: new Uint8Array(), lost: true };
    const end = Math.min(stream.size, offset + length);
    if (!(await stream.fill(head.subarray(blockHeaderSize)))) {
      damaged('truncated', offset, stream.size, 'the recording ends in the middle of a data block');
      return nothing;
    }
    const packedHead = parsePackedHead(head.subarray(blockHeaderSize));
    const refused = checkPacked(packedHead, limits);
    if (refused && !refused.ok) {
      damaged(refused.kind, offset, end, refused.what);
      return { ...nothing, unpackedBytes: packedHead.unpackedBytes };
    }
    const at = stream.offset;
    if (at + packedHead.packedBytes > stream.size) {
      const packed = new Uint8Array(stream.size - at);
      await stream.fill(packed);
      damaged('truncated', offset, stream.size, 'the recording ends in the middle of a data block');
      return { ...piece, bytes: unpackCut(packedHead, packed), lost: false };
    }
    const packed = new Uint8Array(packedHead.packedBytes);
    await stream.fill(packed);
    const unpacked = unpack(packedHead, packed);
    if (unpacked.ok) return { ...piece, bytes: unpacked.bytes, lost: false };
    damaged(unpacked.kind, offset, Math.max(at + packedHead.packedBytes, end), unpacked.what);
    return { ...nothing, unpackedBytes: packedHead.unpackedBytes };
  }

  async function* plainPieces(index: number, offset: number, length: number): AsyncGenerator<DataPiece> {
    const isOpen = offset === ends.open;
    const claimed = offset + length;
    const bound = ends.bounds.after(offset);
    const end = Math.min(stream.size, isOpen ? stream.size : claimed, bound);
    let first = true;
    const piece = (bytes: Uint8Array, at: number): DataPiece => {
      const given = { index, bytes, offset: at, packed: false, first, lost: false, unpackedBytes: 0 };
      first = false;
      return given;
    };
    if (isOpen) yield* openPieces(piece);
    else {
      while (stream.offset < end) {
        const at = stream.offset;
        yield piece(await stream.next(Math.min(maxPieceBytes, end - at)), at);
      }
    }
    if (isOpen || claimed <= end) return;
    if (bound < claimed)
      damaged('corrupt', offset, offset, 'the length of a data block runs into the next block');
    else damaged('truncated', end, end, 'the recording ends in the middle of a data block');
  }

  /** To the end of the file, or to the start of an appended recording. */
  async function* openPieces(piece: (bytes: Uint8Array, at: number) => DataPiece): AsyncGenerator<DataPiece> {
    const buffer = Buffer.alloc(maxPieceBytes + recordingStartBytes);
    let held = 0;
    for (;;) {
      const at = stream.offset - held;
      const next = await stream.next(maxPieceBytes);
      buffer.set(next, held);
      const bytes = buffer.subarray(0, held + next.byteLength);
      const start = findRecordingStart(bytes);
      if (start >= 0) {
        ends.endedAt = at + start;
        if (start > 0) yield piece(bytes.subarray(0, start), at);
        return;
      }
      held = next.byteLength === 0 ? 0 : Math.min(bytes.byteLength, recordingStartBytes - 1);
      const given = bytes.byteLength - held;
      if (given > 0) yield piece(bytes.subarray(0, given), at);
      if (next.byteLength === 0) return;
      buffer.copyWithin(0, given, bytes.byteLength);
    }
  }
}
