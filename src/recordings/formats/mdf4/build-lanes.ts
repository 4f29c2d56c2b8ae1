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
import { offsetIn, RecordTap, storedGroupOf } from '../mdf/record-tap.ts';
import { RecordTime } from '../mdf/record-time.ts';
import { SortedLane } from '../mdf/sorted-lane.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import { type BlockReader, blockHeaderSize } from './blocks.ts';
import type { DataList, DataLists } from './data-list.ts';
import { dataPieces } from './data-pieces.ts';
import { LaneWithValues } from './lane-with-values.ts';
import { MasterColumns, type MasterTime } from './master-columns.ts';
import { SignalData } from './signal-data.ts';
import type { SignalWindow } from './signal-window.ts';
import { StoredFrames } from './stored-frames.ts';
import { SortedVariables, StoredValues } from './stored-values.ts';
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
  /** Links of values that are handed over. */
  readonly #stored = new Set<number>();
  #definitions: BlockBounds | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#readers = new GroupReaders(options);
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
    const apart = new Map<number, StoredFrames>();
    let recordBytes = Number.POSITIVE_INFINITY;
    for (const group of dataGroup.groups) {
      const link = variableBytesOf(group)?.signalData;
      if (link === undefined || dataGroup.groups.some(({ offset }) => offset === link)) continue;
      recordBytes = Math.min(recordBytes, dataGroup.recordIdBytes + group.dataBytes + group.tailBytes);
      if (!apart.has(link)) apart.set(link, await this.#frameValues(link));
    }
    const lane = unsortedLane(dataGroup, this.#readers, { ...this.#options, apart });
    if (apart.size === 0) return { lane, data, signalData: [] };
    const values = [...apart.values()];
    return { lane: new LaneWithValues(lane, values, recordBytes), data, signalData: values };
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
    const frames = bytes && offset ? await this.#frameData(bytes.signalData) : undefined;
    const signalData: SignalWindow[] = [];
    if (frames && offset) {
      signalData.push(frames);
      companions.push(new VariableBytes(frames, size, offset.read.bind(offset)));
    }
    let reader = this.#readers.readerOf(group, time, { data: frames, invalid });
    if (measurement) {
      const stored = storedGroupOf(dataGroup.offset, group, columnBytes);
      const values = await this.#storedValues(stored, bytes?.signalData, size, companions);
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

  async #frameData(link: number): Promise<SignalData> {
    const { pieces, positions } = await this.#frameBytes(link);
    return new SignalData(pieces, positions, this.#options.batch);
  }

  async #frameValues(link: number): Promise<StoredFrames> {
    const { pieces, positions } = await this.#frameBytes(link);
    return new StoredFrames(pieces, positions, this.#options.batch);
  }

  async #frameBytes(link: number) {
    const list = await this.#options.lists.claim(link);
    for (const at of list.broken)
      this.#options.damaged('corrupt', at, at + blockHeaderSize, 'the data bytes of frames cannot be found');
    return { pieces: this.#signalPieces(list, this.#options), positions: list.positions };
  }

  /**
   * The values that belong to records which are handed over; undefined for those that another group has already. Damage
   * of those at `reported` is reported where they are read as frames.
   */
  async #storedValues(
    { variables }: StoredGroup,
    reported: number | undefined,
    recordBytes: number,
    companions: Companion[],
  ): Promise<(StoredValues | undefined)[]> {
    const { lists } = this.#options;
    const found: (StoredValues | undefined)[] = [];
    for (const variable of variables) {
      if (this.#stored.has(variable.link)) {
        found.push(undefined);
        continue;
      }
      this.#stored.add(variable.link);
      const damaged = variable.link === reported ? () => {} : this.#options.damaged;
      const list = await lists.of(variable.link);
      for (const at of list.broken)
        damaged('corrupt', at, at + blockHeaderSize, 'values of variable length cannot be found');
      const values = new StoredValues(
        this.#signalPieces(list, { ...this.#options, damaged }),
        list.positions,
      );
      companions.push(new VariableBytes(values, recordBytes, (data, _, at) => offsetIn(data, at, variable)));
      found.push(values);
    }
    return found;
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
