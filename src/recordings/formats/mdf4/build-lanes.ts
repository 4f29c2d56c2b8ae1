import { BlockBounds } from './block-bounds.ts';
import type { BlockReader } from './blocks.ts';
import { CanFrameReader } from './can-frame-reader.ts';
import type { DataList, DataLists } from './data-list.ts';
import { dataPieces } from './data-pieces.ts';
import type { ChannelGroup, DataGroup, FileDefinition } from './definitions.ts';
import type { ForwardStream } from './forward-stream.ts';
import type { FrameData } from './frame-data.ts';
import { GroupReaders, variableBytesOf } from './group-reader.ts';
import { type Lane, maxRecordSize } from './lane.ts';
import { NumberField } from './number-field.ts';
import { layoutOf, RecordLayouts } from './record-layouts.ts';
import { RecordTime } from './record-time.ts';
import { SignalData } from './signal-data.ts';
import { SortedLane } from './sorted-lane.ts';
import { UnsortedLane } from './unsorted-lane.ts';
import { WaitingFrames } from './waiting-frames.ts';
import type { WalkContext } from './walk-context.ts';

/** A data group with what reads its records, and where they are. */
export interface PlannedLane {
  lane: Lane;
  data: DataList;
  /** Reads a second place of the file side by side, to be closed at the end. */
  signalData: SignalData | undefined;
}

export interface LaneOptions extends WalkContext {
  definition: FileDefinition;
  blocks: BlockReader;
  lists: DataLists;
  /** The offsets of variable-length data were never written (id_unfin_flags bit 6). */
  offsetsMissing: boolean;
  openStream(): ForwardStream;
}

/** Makes the lanes of a file, in the order of its data groups. */
export class LaneBuilder {
  readonly #options: LaneOptions;
  readonly #readers: GroupReaders;
  #definitions: BlockBounds | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#readers = new GroupReaders(options);
  }

  async build(dataGroup: DataGroup): Promise<PlannedLane | undefined> {
    const { lists, damaged } = this.#options;
    const sound = dataGroup.groups.filter((group) => {
      const problem = problemOf(group);
      if (problem) damaged('corrupt', group.offset, group.offset, problem);
      return !problem;
    });
    const [group] = sound;
    if (!group) return undefined;
    const sorted = dataGroup.recordIdBytes === 0;
    if (sorted && (group.dataBytes === 0 || group.channels.length === 0)) return undefined;
    if (sorted && (dataGroup.groups.length > 1 || dataGroup.cut)) {
      const what = 'a data group has several kinds of records and nothing that distinguishes them';
      damaged('corrupt', dataGroup.offset, dataGroup.offset, what);
      return undefined;
    }
    const data = await lists.read(dataGroup.data);
    const { lane, signalData } = sorted
      ? await this.#sorted(group.remoteMaster || data.values ? inColumns(group) : group)
      : this.#unsorted({ ...dataGroup, groups: sound });
    return { lane, signalData, data };
  }

  async #sorted(group: ChannelGroup): Promise<{ lane: Lane; signalData: SignalData | undefined }> {
    const time = new RecordTime(group, this.#options.definition);
    const size = group.dataBytes + group.invalidationBytes;
    const bytes = variableBytesOf(group);
    const offset = bytes && NumberField.of({ ...bytes, kind: 'fixed', dataType: 0 }, group.dataBytes);
    const signalData = bytes && offset ? await this.#signalData(bytes.signalData) : undefined;
    const reader = this.#readers.readerOf(group, time, signalData);
    const variable = signalData && offset && { signalData, offsetOf: offset.read.bind(offset) };
    return { lane: new SortedLane(group, size, reader, this.#options, variable), signalData };
  }

  async #signalData(link: number): Promise<SignalData> {
    const { blocks, lists, openStream, damaged } = this.#options;
    const { offsets, positions, broken } = await lists.read(link);
    for (const at of broken) damaged('corrupt', at, at + 24, 'the data bytes of frames cannot be found');
    const stream = openStream();
    this.#definitions ??= new BlockBounds(blocks.starts);
    const bounds = new BlockBounds(offsets, this.#definitions);
    return new SignalData(
      dataPieces(stream, offsets, { open: undefined, bounds }, this.#options),
      positions,
      this.#options.batch,
    );
  }

  #unsorted(dataGroup: DataGroup): { lane: Lane; signalData: undefined } {
    const frames = new Map<number, WaitingFrames>();
    for (const group of dataGroup.groups) {
      const link = variableBytesOf(group)?.signalData;
      if (link !== undefined)
        frames.set(
          link,
          frames.get(link) ?? new WaitingFrames(this.#options.batch, this.#options.offsetsMissing),
        );
    }
    const layouts = dataGroup.groups.map((group) => {
      const waiting = frames.get(group.offset);
      if (group.variableLength) return layoutOf(group, waiting ? { frames: waiting } : {});
      // Without channels nothing is known of the records but their size.
      if (group.channels.length === 0) return layoutOf(group, {});
      const time = new RecordTime(group, this.#options.definition);
      const data: FrameData | undefined = frames.get(variableBytesOf(group)?.signalData ?? 0);
      return layoutOf(group, { time, reader: this.#readers.readerOf(group, time, data) });
    });
    for (const layout of layouts) {
      const link = variableBytesOf(layout.group)?.signalData;
      const values = layouts.find(({ group, frames }) => frames && group.offset === link);
      if (values?.frames && layout.reader instanceof CanFrameReader)
        layout.pairs = { reader: layout.reader, values, frames: values.frames };
    }
    return {
      lane: new UnsortedLane(new RecordLayouts(dataGroup, layouts), this.#options),
      signalData: undefined,
    };
  }
}

/**
 * The same group where its invalidation bits are in blocks of their own, which are not read: of a channel that has some, it
 * cannot be determined which values are invalid.
 */
function inColumns(group: ChannelGroup): ChannelGroup {
  const channels = group.channels.map((channel) => ({
    ...channel,
    invalid: channel.invalid || channel.invalidBit !== undefined,
  }));
  return { ...group, channels, invalidationBytes: 0 };
}

/** What cannot be true of a group; a record that is smaller than its channels would be counted too often. */
function problemOf(group: ChannelGroup): string | undefined {
  const size = group.dataBytes + group.invalidationBytes;
  if (size > maxRecordSize) return `a channel group claims records of ${size} bytes`;
  const inRecord = group.channels.filter(({ kind }) => kind !== 'virtual' && kind !== 'virtual-master');
  const needed = inRecord.reduce(
    (most, { byteOffset, bitOffset, bitCount }) =>
      Math.max(most, byteOffset + Math.ceil((bitOffset + bitCount) / 8)),
    0,
  );
  return needed > group.dataBytes ? 'a channel group claims records smaller than its channels' : undefined;
}
