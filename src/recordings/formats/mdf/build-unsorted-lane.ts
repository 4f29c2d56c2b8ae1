import { CanFrameReader } from './can-frame-reader.ts';
import type { ChannelGroup, DataGroup, FileDefinition } from './definitions.ts';
import type { FrameData } from './frame-data.ts';
import { type GroupReaders, variableBytesOf } from './group-reader.ts';
import { layoutOf, type RecordLayout, RecordLayouts } from './record-layouts.ts';
import { RecordTime } from './record-time.ts';
import { UnsortedLane } from './unsorted-lane.ts';
import { WaitingFrames } from './waiting-frames.ts';
import type { WalkContext } from './walk-context.ts';

export interface UnsortedOptions extends Pick<WalkContext, 'batch' | 'damaged'> {
  definition: FileDefinition;
  /** The offsets of variable-length data were never written (id_unfin_flags bit 6). */
  offsetsMissing: boolean;
}

/** The lane of a data group whose records have ids. */
export function unsortedLane(
  dataGroup: DataGroup,
  readers: GroupReaders,
  options: UnsortedOptions,
): UnsortedLane {
  const frames = waitingFrames(dataGroup.groups, options);
  const layouts = dataGroup.groups.map((group) => layoutWith(group, frames, readers, options));
  for (const layout of layouts) pair(layout, layouts);
  return new UnsortedLane(new RecordLayouts(dataGroup, layouts), options);
}

/** For frames whose data bytes are separate records, by the offset of these records' group. */
function waitingFrames(
  groups: readonly ChannelGroup[],
  { batch, offsetsMissing }: UnsortedOptions,
): Map<number, WaitingFrames> {
  const frames = new Map<number, WaitingFrames>();
  for (const group of groups) {
    const link = variableBytesOf(group)?.signalData;
    if (link !== undefined && !frames.has(link)) frames.set(link, new WaitingFrames(batch, offsetsMissing));
  }
  return frames;
}

function layoutWith(
  group: ChannelGroup,
  frames: Map<number, WaitingFrames>,
  readers: GroupReaders,
  { definition }: UnsortedOptions,
): RecordLayout {
  const waiting = frames.get(group.offset);
  if (group.variableLength) return layoutOf(group, waiting ? { frames: waiting } : {});
  // Without channels only the size of the records is known.
  if (group.channels.length === 0) return layoutOf(group, {});
  const time = new RecordTime(group, definition);
  const data: FrameData | undefined = frames.get(variableBytesOf(group)?.signalData ?? 0);
  return layoutOf(group, { time, reader: readers.readerOf(group, time, { data, invalid: undefined }) });
}

function pair(layout: RecordLayout, all: readonly RecordLayout[]): void {
  const link = variableBytesOf(layout.group)?.signalData;
  const values = all.find(({ group, frames }) => frames && group.offset === link);
  if (values?.frames && layout.reader instanceof CanFrameReader)
    layout.pairs = { reader: layout.reader, values, frames: values.frames };
}
