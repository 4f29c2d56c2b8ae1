import { CanFrameReader } from './can-frame-reader.ts';
import type { ChannelGroup, DataGroup, FileDefinition } from './definitions.ts';
import type { FrameData } from './frame-data.ts';
import { type GroupReaders, variableBytesOf } from './group-reader.ts';
import { payloadOf } from './payload.ts';
import { layoutOf, type RecordLayout, RecordLayouts } from './record-layouts.ts';
import type { RecordReader } from './record-reader.ts';
import { RecordTap, storedGroupOf } from './record-tap.ts';
import { RecordTime } from './record-time.ts';
import { UnsortedLane } from './unsorted-lane.ts';
import { WaitingFrames } from './waiting-frames.ts';
import { type ValueQueue, WaitingRecords, WaitingVariables } from './waiting-records.ts';
import type { WalkContext } from './walk-context.ts';

export interface UnsortedOptions extends Pick<WalkContext, 'batch' | 'damaged'> {
  /** Receives the records as they are stored. */
  measurement?: WalkContext['measurement'];
  definition: FileDefinition;
  /** Data bytes of frames that are no records of their own, by the link to them. */
  apart?: ReadonlyMap<number, FrameData>;
  /** Other values that are no records of their own, by the link to them. */
  queueOf?(link: number): ValueQueue | undefined;
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
  const taken = dataGroup.groups.filter((group) => options.measurement && group.variableLength);
  const owners = waitingRecords(taken, options);
  const links = dataGroup.groups.map((group) => payloadOf(group)?.link);
  const carrying = dataGroup.groups.filter(
    ({ offset, variableLength }) => variableLength && links.includes(offset),
  );
  const payloads = waitingRecords(carrying, options);
  const layouts = dataGroup.groups.map((group) =>
    layoutWith(group, { dataGroup, frames, owners, payloads }, readers, options),
  );
  for (const layout of layouts) pair(layout, layouts);
  return new UnsortedLane(new RecordLayouts(dataGroup, layouts), options);
}

/** For frames whose data bytes are separate records, by the offset of these records' group. */
function waitingFrames(
  groups: readonly ChannelGroup[],
  { batch, offsetsMissing, apart }: UnsortedOptions,
): Map<number, WaitingFrames> {
  const frames = new Map<number, WaitingFrames>();
  for (const group of groups) {
    const link = variableBytesOf(group)?.signalData;
    if (link !== undefined && !apart?.has(link) && !frames.has(link))
      frames.set(link, new WaitingFrames(batch, offsetsMissing));
  }
  return frames;
}

/** For values that are separate records, by the offset of these records' group. */
function waitingRecords(
  groups: readonly ChannelGroup[],
  { offsetsMissing }: UnsortedOptions,
): Map<number, WaitingRecords> {
  return new Map(groups.map(({ offset }) => [offset, new WaitingRecords(offsetsMissing)]));
}

interface Waiting {
  dataGroup: DataGroup;
  frames: Map<number, WaitingFrames>;
  /** Of records that are handed over, and of packets. */
  owners: Map<number, WaitingRecords>;
  payloads: Map<number, WaitingRecords>;
}

function layoutWith(
  group: ChannelGroup,
  waiting: Waiting,
  readers: GroupReaders,
  options: UnsortedOptions,
): RecordLayout {
  const frames = waiting.frames.get(group.offset);
  if (group.variableLength) {
    const owners = [waiting.owners, waiting.payloads].flatMap((all) => all.get(group.offset) ?? []);
    return layoutOf(group, { frames, owners });
  }
  // Without channels only the size of the records is known.
  if (group.channels.length === 0) return layoutOf(group, {});
  const time = new RecordTime(group, options.definition);
  const link = variableBytesOf(group)?.signalData ?? 0;
  const data: FrameData | undefined = options.apart?.get(link) ?? waiting.frames.get(link);
  const payload = payloadOf(group);
  const queue = payload && (waiting.payloads.get(payload.link) ?? options.queueOf?.(payload.link));
  const values = queue && new WaitingVariables([queue]);
  const reader = readers.readerOf(group, time, { data, invalid: undefined, values });
  return layoutOf(group, { time, reader: tapped(reader, group, waiting, options) });
}

/** Hands records over as well if they are wanted. */
function tapped(
  reader: RecordReader,
  group: ChannelGroup,
  { dataGroup, owners }: Waiting,
  { measurement, queueOf }: UnsortedOptions,
): RecordReader {
  if (!measurement) return reader;
  const stored = storedGroupOf(dataGroup.offset, group, 0);
  const values = stored.variables.map(({ link }) => owners.get(link) ?? queueOf?.(link));
  return new RecordTap(reader, group, stored, measurement.group(stored), {
    column: undefined,
    columnBytes: 0,
    invalid: undefined,
    tailBytes: group.tailBytes,
    values: values.length > 0 ? new WaitingVariables(values) : undefined,
  });
}

function pair(layout: RecordLayout, all: readonly RecordLayout[]): void {
  const link = variableBytesOf(layout.group)?.signalData;
  const values = all.find(({ group, frames }) => frames && group.offset === link);
  if (values?.frames && layout.reader instanceof CanFrameReader)
    layout.pairs = { reader: layout.reader, values, frames: values.frames };
}
