import type { ChannelGroup } from './definitions.ts';
import { busEventOf, EventFields } from './event-fields.ts';
import { maxRecordSize } from './lane.ts';

/** Contradictions in a group; a record that is smaller than its channels would be counted too often. */
export function problemOf(group: ChannelGroup): string | undefined {
  const size = group.dataBytes + group.tailBytes;
  if (size > maxRecordSize) return `a channel group claims records of ${size} bytes`;
  const inRecord = group.channels.filter(({ kind }) => kind !== 'virtual' && kind !== 'virtual-master');
  const needed = inRecord.reduce(
    (most, { byteOffset, bitOffset, bitCount }) =>
      Math.max(most, byteOffset + Math.ceil((bitOffset + bitCount) / 8)),
    0,
  );
  return needed > group.dataBytes ? 'a channel group claims records smaller than its channels' : undefined;
}

/** Unsupported features of a valid group, from a later version of the format. */
export function unreadOf(group: ChannelGroup): string | undefined {
  if (group.channels.some(({ variants }) => variants))
    return 'there are channels of unions or variants (MDF 4.3), whose values are not read';
  if (!busEventOf(group)) return undefined;
  return new EventFields(group).channel('DataBytes')?.kind === 'other'
    ? 'the data bytes of frames are stored in a way that this version does not read'
    : undefined;
}
