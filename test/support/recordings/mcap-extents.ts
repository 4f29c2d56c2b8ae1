import { zstdDecompressSync } from 'node:zlib';
import { McapStreamReader } from '@mcap/core';
import type { Extent } from './damage-at-random.ts';

/** The chunks of an MCAP with the messages in each, as @mcap/core reads them. */
export function mcapExtents(bytes: Uint8Array): Extent[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const extents: Extent[] = [];
  for (let at = 8; at + 9 <= bytes.byteLength - 8; ) {
    const end = at + 9 + Number(view.getBigUint64(at + 1, true));
    if (view.getUint8(at) === 6) extents.push({ start: at, end, messages: 0 });
    at = end;
  }
  const reader = new McapStreamReader({
    includeChunks: true,
    decompressHandlers: { zstd: (chunk) => zstdDecompressSync(chunk) },
  });
  reader.append(bytes);
  let chunk = -1;
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
    if (record.type === 'Chunk') chunk += 1;
    const extent = extents[chunk];
    if (record.type === 'Message' && extent) extent.messages += 1;
  }
  return extents;
}
