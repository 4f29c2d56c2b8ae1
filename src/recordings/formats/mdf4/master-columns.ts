import type { BlockBounds } from '../mdf/block-bounds.ts';
import type { ChannelGroup, DataGroup, FileDefinition } from '../mdf/definitions.ts';
import type { ForwardStream } from '../mdf/forward-stream.ts';
import { RecordColumn } from '../mdf/record-column.ts';
import { masterOf, RecordTime } from '../mdf/record-time.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import type { DataLists } from './data-list.ts';
import { dataPieces } from './data-pieces.ts';

/** Maximum for all master groups of a file together. */
const maxHeldBytes = 64 * 2 ** 20;
const minHeldBytes = 2 ** 20;

/** Groups that share a master read it concurrently; each may restart once, if the others are too far ahead. */
const restartsPerGroup = 2;

export interface MasterOptions extends WalkContext {
  definition: FileDefinition;
  lists: DataLists;
  bounds(offsets: readonly number[]): BlockBounds;
  openStream(): ForwardStream;
}

interface Master {
  column: RecordColumn | undefined;
  columnBytes: number;
  group: ChannelGroup;
}

/**
 * Times of groups whose master is in another group (4.2, remote master): the records of that group, each read once
 * for all.
 */
export class MasterColumns {
  readonly #options: MasterOptions;
  readonly #masters = new Map<number, Master | undefined>();
  readonly #owners = new Map<number, { dataGroup: DataGroup; group: ChannelGroup }>();
  readonly #followers = new Map<number, number>();
  readonly #streams: ForwardStream[] = [];

  constructor(options: MasterOptions) {
    this.#options = options;
    this.know(options.definition.dataGroups);
  }

  /** Must be called with data groups that are found later. */
  know(dataGroups: readonly DataGroup[]): void {
    for (const dataGroup of dataGroups) {
      for (const group of dataGroup.groups) {
        this.#owners.set(group.offset, { dataGroup, group });
        const master = group.remoteMaster ?? 0;
        this.#followers.set(master, (this.#followers.get(master) ?? 0) + 1);
      }
    }
  }

  /** Whether the group that contains the times is in the file. */
  has({ remoteMaster = 0 }: ChannelGroup): boolean {
    return this.#owners.has(remoteMaster);
  }

  /** The times of a group with such a master; undefined if they cannot be read. */
  async timeOf({ remoteMaster = 0 }: ChannelGroup): Promise<MasterTime | undefined> {
    if (!this.#masters.has(remoteMaster)) this.#masters.set(remoteMaster, await this.#open(remoteMaster));
    const master = this.#masters.get(remoteMaster);
    if (!master) return undefined;
    const { column, columnBytes, group } = master;
    return { column, columnBytes, time: new RecordTime(group, this.#options.definition, column) };
  }

  async close(): Promise<void> {
    for (const master of this.#masters.values()) await master?.column?.close();
    for (const stream of this.#streams) await stream.close();
  }

  async #open(offset: number): Promise<Master | undefined> {
    const owner = this.#owners.get(offset);
    if (owner?.dataGroup.recordIdBytes !== 0 || owner.group.remoteMaster !== undefined) return undefined;
    const { dataGroup, group } = owner;
    const master = masterOf(group);
    if (!master) return undefined;
    // It counts the records, and occupies no bytes in them.
    if (master.kind === 'virtual-master') return { column: undefined, columnBytes: 0, group };
    const list = await this.#options.lists.of(dataGroup.data);
    const apart = await this.#options.lists.holdsValues(list);
    const size = group.dataBytes + (apart ? 0 : group.tailBytes);
    const stream = this.#options.openStream();
    this.#streams.push(stream);
    const pieces = () => this.#pieces(stream, list.offsets);
    const restarts = restartsPerGroup * (this.#followers.get(offset) ?? 0);
    const column = new RecordColumn(size, pieces, this.#mayHold(), restarts);
    return { column, columnBytes: size, group };
  }

  #mayHold(): number {
    return Math.max(minHeldBytes, Math.floor(maxHeldBytes / this.#followers.size));
  }

  /** Damage is reported where the master group itself is read. */
  #pieces(stream: ForwardStream, offsets: readonly number[]) {
    const ends = { open: undefined, bounds: this.#options.bounds(offsets) };
    return dataPieces(stream, offsets, ends, { ...this.#options, damaged: () => {} });
  }
}

export interface MasterTime {
  time: RecordTime;
  /** Undefined if the times follow from the index of the records alone. */
  column: RecordColumn | undefined;
  /** Bytes of a record of the group that has the times; 0 if there is no column. */
  columnBytes: number;
}
