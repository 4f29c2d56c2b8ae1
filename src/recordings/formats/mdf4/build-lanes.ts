import type { StoredGroup } from '../../messages/measurement-sink.ts';
import { BlockBounds } from '../mdf/block-bounds.ts';
import { type UnsortedOptions, unsortedLane } from '../mdf/build-unsorted-lane.ts';
import type { Companion } from '../mdf/companion.ts';
import type { ChannelGroup, DataGroup } from '../mdf/definitions.ts';
import type { ForwardStream } from '../mdf/forward-stream.ts';
import { problemOf, unreadOf } from '../mdf/group-problems.ts';
import { GroupReaders, variableBytesOf } from '../mdf/group-reader.ts';
import { InvalidationColumn } from '../mdf/invalidation-column.ts';
import type { Lane } from '../mdf/lane.ts';
import { NumberField } from '../mdf/number-field.ts';
import { payloadOf } from '../mdf/payload.ts';
import { offsetIn, RecordTap, storedGroupOf } from '../mdf/record-tap.ts';
import { RecordTime } from '../mdf/record-time.ts';
import { SortedLane } from '../mdf/sorted-lane.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import type { BlockReader } from './blocks.ts';
import type { DataList, DataLists } from './data-list.ts';
import { dataPieces } from './data-pieces.ts';
import { LaneWithValues } from './lane-with-values.ts';
import { MasterColumns, type MasterTime } from './master-columns.ts';
import type { SignalWindow } from './signal-window.ts';
import type { StoredFrames } from './stored-frames.ts';
import { SortedVariables, type StoredValues } from './stored-values.ts';
import { ValueBlocks } from './value-blocks.ts';
import { ValuesApart } from './values-apart.ts';
import { VariableBytes } from './variable-bytes.ts';

/** A data group with the reader of its records and the place of its data. */
export interface PlannedLane {
  lane: Lane;
  data: DataList;
  /** Read other parts of the file concurrently; must be closed at the end. */
  signalData: readonly SignalWindow[];
}

export interface LaneOptions extends WalkContext, UnsortedOptions {
  blocks: BlockReader;
  lists: DataLists;
  openStream(): ForwardStream;
}

/** Creates the lanes of a file, in the order of its data groups. */
export class LaneBuilder {
  readonly #options: LaneOptions;
  readonly #readers: GroupReaders;
  readonly #masters: MasterColumns;
  readonly #streams: ForwardStream[] = [];
  readonly #values: ValueBlocks;
  #definitions: BlockBounds | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#readers = new GroupReaders(options);
    this.#values = new ValueBlocks({ ...options, open: (list, walk) => this.#signalPieces(list, walk) });
    this.#masters = new MasterColumns({ ...options, bounds: (offsets) => this.#bounds(offsets) });
  }

  /** Must be called with data groups that are found after the definitions were read. */
  know(dataGroups: readonly DataGroup[]): void {
    this.#masters.know(dataGroups);
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
    if (sorted && (group.dataBytes === 0 || group.channels.length === 0)) {
      // It has no records.
      if (group.channels.length > 0)
        this.#options.measurement?.group(storedGroupOf(dataGroup.offset, group, 0));
      return undefined;
    }
    if (sorted && (dataGroup.groups.length > 1 || dataGroup.cut)) {
      const what = 'a data group has several kinds of records and nothing that distinguishes them';
      damaged('corrupt', dataGroup.offset, dataGroup.offset, what);
      return undefined;
    }
    for (const each of sound) this.#reportUnread(each);
    const data = await lists.claim(dataGroup.data);
    if (sorted) return this.#sorted(dataGroup, group, data);
    return this.#unsorted({ ...dataGroup, groups: sound }, data);
  }

  async #unsorted(dataGroup: DataGroup, data: DataList): Promise<PlannedLane> {
    const frames = new Map<number, StoredFrames>();
    let recordBytes = Number.POSITIVE_INFINITY;
    const offsets = new Set(dataGroup.groups.map(({ offset }) => offset));
    for (const group of dataGroup.groups) {
      const link = variableBytesOf(group)?.signalData;
      if (link === undefined || offsets.has(link)) continue;
      recordBytes = Math.min(recordBytes, dataGroup.recordIdBytes + group.dataBytes + group.tailBytes);
      if (!frames.has(link)) frames.set(link, await this.#values.storedFrames(link));
    }
    const values = await this.#valuesApart(dataGroup, offsets);
    const lane = unsortedLane(dataGroup, this.#readers, {
      ...this.#options,
      apart: frames,
      queueOf: (link) => values.queue(link),
    });
    if (frames.size === 0 && values.size === 0) return { lane, data, signalData: [] };
    const opened = [...frames.values()];
    const signalData = [...opened, ...values.all];
    return { lane: new LaneWithValues(lane, opened, recordBytes, values), data, signalData };
  }

  /** What records of an unsorted group have in blocks of their own, other than the data bytes of CAN frames. */
  async #valuesApart(
    { groups, offset: dataGroup }: DataGroup,
    offsets: ReadonlySet<number>,
  ): Promise<ValuesApart> {
    const values = new ValuesApart();
    for (const group of groups) {
      const payload = payloadOf(group);
      if (payload && !offsets.has(payload.link) && !values.has(payload.link))
        values.add(payload.link, await this.#values.packets(payload.link));
    }
    for (const group of this.#options.measurement ? groups : []) {
      for (const variable of storedGroupOf(dataGroup, group, 0).variables) {
        if (offsets.has(variable.link) || values.has(variable.link)) continue;
        const stored = await this.#values.handedOver(variable, group, reportedOf(group));
        if (stored) values.add(variable.link, stored);
      }
    }
    return values;
  }

  /** Closes what was opened to read the lanes. */
  async close(): Promise<void> {
    await this.#masters.close();
    for (const stream of this.#streams) await stream.close();
  }

  async #sorted(dataGroup: DataGroup, group: ChannelGroup, list: DataList): Promise<PlannedLane> {
    const { lists, measurement } = this.#options;
    const companions: Companion[] = [];
    const { column, columnBytes, time } = await this.#timeOf(group, companions);
    const apart = group.tailBytes > 0 && (await lists.holdsValues(list));
    const tailBytes = apart ? 0 : group.tailBytes;
    const size = group.dataBytes + tailBytes;
    const invalid = apart ? this.#invalidation(group, list, companions) : undefined;
    const bytes = variableBytesOf(group);
    const offset = bytes && NumberField.of({ ...bytes, kind: 'fixed', dataType: 0 }, group.dataBytes);
    const frames = bytes && offset ? await this.#values.frameData(bytes.signalData) : undefined;
    const signalData: SignalWindow[] = [];
    if (frames && offset) {
      signalData.push(frames);
      companions.push(new VariableBytes(frames, size, offset.read.bind(offset)));
    }
    const payload = payloadOf(group);
    const packets = payload && (await this.#values.packets(payload.link));
    if (packets) {
      signalData.push(packets);
      companions.push(new VariableBytes(packets, size, (data, _, at) => offsetIn(data, at, payload)));
    }
    let reader = this.#readers.readerOf(group, time, {
      ...{ data: frames, invalid },
      values: packets && new SortedVariables([packets]),
    });
    if (measurement) {
      const stored = storedGroupOf(dataGroup.offset, group, columnBytes);
      const values = await this.#handedOver(stored, group, size, companions);
      signalData.push(...values.filter((one) => one !== undefined));
      reader = new RecordTap(reader, group, stored, measurement.group(stored), {
        ...{ column, columnBytes, invalid, tailBytes },
        values: values.length > 0 ? new SortedVariables(values) : undefined,
      });
    }
    const layout = { size, positioned: !list.bySample, companions };
    const positions = list.bySample ? list.positions.map((sample) => sample * size) : list.positions;
    const lane = new SortedLane(group, layout, reader, this.#options);
    return { lane, signalData, data: { ...list, positions } };
  }

  async #handedOver(
    { variables }: StoredGroup,
    group: ChannelGroup,
    size: number,
    companions: Companion[],
  ): Promise<(StoredValues | undefined)[]> {
    const found: (StoredValues | undefined)[] = [];
    for (const variable of variables) {
      const values = await this.#values.handedOver(variable, group, reportedOf(group));
      found.push(values);
      if (values)
        companions.push(new VariableBytes(values, size, (data, _, at) => offsetIn(data, at, variable)));
    }
    return found;
  }

  async #timeOf(group: ChannelGroup, companions: Companion[]): Promise<MasterTime> {
    const own = () => ({
      column: undefined,
      columnBytes: 0,
      time: new RecordTime(group, this.#options.definition),
    });
    if (group.remoteMaster === undefined) return own();
    const master = await this.#masters.timeOf(group);
    if (master?.column) companions.push(master.column);
    if (master) return master;
    const what = 'the times of a group are in another group, from which they cannot be read';
    const kind = this.#masters.has(group) ? 'unsupported' : 'corrupt';
    this.#options.damaged(kind, group.offset, group.offset, what);
    return own();
  }

  #invalidation(
    group: ChannelGroup,
    list: DataList,
    companions: Companion[],
  ): InvalidationColumn | undefined {
    if (!list.invalidation.some((offset) => offset > 0)) return undefined;
    const stream = this.#openStream();
    const open = (offset: number) =>
      dataPieces(stream, [offset], { open: undefined, bounds: this.#bounds([offset]) }, this.#options);
    const column = new InvalidationColumn(group.tailBytes, list.invalidation, open);
    companions.push(column);
    return column;
  }

  #signalPieces({ offsets }: DataList, context: WalkContext) {
    const ends = { open: undefined, bounds: this.#bounds(offsets) };
    return dataPieces(this.#openStream(), offsets, ends, context);
  }

  #openStream(): ForwardStream {
    const stream = this.#options.openStream();
    this.#streams.push(stream);
    return stream;
  }

  #bounds(offsets: readonly number[]): BlockBounds {
    this.#definitions ??= new BlockBounds(this.#options.blocks.starts);
    return new BlockBounds(offsets, this.#definitions);
  }

  #reportUnread(group: ChannelGroup): void {
    const what = unreadOf(group);
    if (what) this.#options.damaged('unsupported', group.offset, group.offset, what);
  }
}

/** The link to values whose damage is reported where they are read as frames. */
function reportedOf(group: ChannelGroup): number | undefined {
  return variableBytesOf(group)?.signalData ?? payloadOf(group)?.link;
}
