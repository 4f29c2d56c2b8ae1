import type { WrittenMdf4 } from '../../../samples/mdf4/mdf4-writer.ts';
import type { Extent, IntactFile } from './damage-at-random.ts';

/** Bytes of a DT block before its data. */
const headBytes = 24;

/** An unsorted file in one plain block: a damaged byte costs the record it is in. */
export function recordExtents({ bytes, blocks, records }: WrittenMdf4): IntactFile {
  const data = (blocks[0]?.start ?? 0) + headBytes;
  const extents = records.map(({ from, to }) => ({ start: data + from, end: data + to, messages: 1 }));
  return { bytes, extents, vital: [{ start: 0, end: data }] };
}

/** A sorted file whose blocks hold whole records: a damaged byte in a data block costs this block. */
export function blockExtents({ bytes, blocks, groups }: WrittenMdf4): IntactFile {
  const extents: Extent[] = [];
  const vital: { start: number; end: number }[] = [];
  let before = 0;
  for (const { start, end, from, to, group } of blocks) {
    vital.push({ start: before, end: start });
    extents.push({ start, end, messages: (to - from) / (groups[group]?.recordBytes ?? 1) });
    before = end;
  }
  vital.push({ start: before, end: bytes.byteLength });
  return { bytes, extents, vital };
}

/** A sorted file: damage in a group's definitions costs at most this group; only ID and HD block are vital. */
export function groupExtents({ bytes, groups }: WrittenMdf4): IntactFile {
  const extents = groups.map(({ start, end, records }) => ({ start, end, messages: records }));
  return { bytes, extents, vital: [{ start: 0, end: 64 + 104 }] };
}
