import type { RecordSink, StoredGroup, StoredVariable } from '../../messages/measurement-sink.ts';
import type { Channel, ChannelGroup } from './definitions.ts';
import type { InvalidationColumn } from './invalidation-column.ts';
import type { RecordColumn } from './record-column.ts';
import type { RecordReader } from './record-reader.ts';

/** Where the values of a record's variables are to be found. */
export interface VariableValues {
  /** Hands the record over as soon as its values are known; `offsets` are those of its values. */
  give(record: Uint8Array, offsets: readonly number[], sink: RecordSink): void;
}

export interface TapParts {
  /** The records that have the times, if these are elsewhere. */
  column: RecordColumn | undefined;
  /** Bytes of one of them. */
  columnBytes: number;
  /** Invalidation bits that are elsewhere. */
  invalid: InvalidationColumn | undefined;
  /** Bytes of those that are in the record. */
  tailBytes: number;
  values: VariableValues | undefined;
}

const indexBytes = 8;

/** What is handed over of a group, and what has to be added to its records. */
export function storedGroupOf(dataGroup: number, group: ChannelGroup, columnBytes: number): StoredGroup {
  const { channels, dataBytes, tailBytes, remoteMaster } = group;
  const isCounted = channels.some(({ kind }) => kind === 'virtual' || kind === 'virtual-master');
  const isIndexed = isCounted || (remoteMaster !== undefined && columnBytes === 0);
  const masterAt = dataBytes + (isIndexed ? indexBytes : 0);
  return {
    dataGroup,
    group: group.offset,
    dataBytes: masterAt + columnBytes,
    invalidBytes: tailBytes,
    indexAt: isIndexed ? dataBytes : undefined,
    master: remoteMaster === undefined ? undefined : { at: masterAt, group: remoteMaster },
    variables: variablesOf(channels, dataBytes),
  };
}

/** A structure and a part of it may have the same values. */
function variablesOf(channels: readonly Channel[], recordBytes: number): StoredVariable[] {
  const found = new Map<string, StoredVariable>();
  for (const channel of channels) {
    const variable = variableOf(channel, recordBytes);
    if (variable) found.set(`${variable.link} ${variable.at}`, variable);
  }
  return [...found.values()];
}

/** Undefined if the values of the channel are in the record, or nowhere. */
export function variableOf(channel: Channel, recordBytes: number): StoredVariable | undefined {
  const { kind, signalData, byteOffset, bitOffset, bitCount } = channel;
  if (kind !== 'variable' || signalData === 0 || bitOffset !== 0) return undefined;
  const bytes = bitCount >> 3;
  if (bytes < 1 || bytes > 8 || bitCount % 8 !== 0 || byteOffset + bytes > recordBytes) return undefined;
  return { link: signalData, at: byteOffset, bytes };
}

/** Hands records over as they are stored, before they are read. */
export class RecordTap implements RecordReader {
  readonly #reader: RecordReader;
  readonly #sink: RecordSink;
  readonly #stored: StoredGroup;
  readonly #group: ChannelGroup;
  readonly #parts: TapParts;
  readonly #record: Uint8Array;
  readonly #view: DataView;
  /** The records are handed over without a copy. */
  readonly #plain: boolean;

  constructor(
    reader: RecordReader,
    group: ChannelGroup,
    stored: StoredGroup,
    sink: RecordSink,
    parts: TapParts,
  ) {
    this.#reader = reader;
    this.#sink = sink;
    this.#stored = stored;
    this.#group = group;
    this.#parts = parts;
    this.#record = new Uint8Array(stored.dataBytes + stored.invalidBytes);
    this.#view = new DataView(this.#record.buffer);
    this.#plain = stored.dataBytes === group.dataBytes && parts.tailBytes === stored.invalidBytes;
  }

  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void {
    this.#hand(data, at, index);
    this.#reader.read(data, view, at, index, offset);
  }

  readRun(
    data: Uint8Array,
    view: DataView,
    at: number,
    size: number,
    count: number,
    index: number,
    offset: number,
    step: number,
  ): void {
    const reader = this.#reader;
    for (let i = 0; i < count; i += 1) this.#hand(data, at + i * size, index + i);
    if (reader.readRun) reader.readRun(data, view, at, size, count, index, offset, step);
    else
      for (let i = 0; i < count; i += 1) reader.read(data, view, at + i * size, index + i, offset + i * step);
  }

  #hand(data: Uint8Array, at: number, index: number): void {
    const record = this.#composed(data, at, index);
    if (!record) this.#sink.incomplete();
    else if (this.#parts.values) {
      const offsets = this.#stored.variables.map((variable) => offsetIn(record, 0, variable));
      this.#parts.values.give(record, offsets, this.#sink);
    } else this.#sink.record(record, []);
  }

  #composed(data: Uint8Array, at: number, index: number): Uint8Array | undefined {
    const { dataBytes } = this.#group;
    const { tailBytes } = this.#parts;
    if (this.#plain) return data.subarray(at, at + dataBytes + tailBytes);
    const { indexAt, master, dataBytes: tailAt } = this.#stored;
    const { column, columnBytes, invalid } = this.#parts;
    this.#record.set(data.subarray(at, at + dataBytes));
    if (indexAt !== undefined) this.#view.setBigUint64(indexAt, BigInt(index), true);
    if (column && master) {
      const place = column.placeOf(index);
      if (place < 0) return undefined;
      this.#record.set(column.data.subarray(place, place + columnBytes), master.at);
    }
    this.#record.set(data.subarray(at + dataBytes, at + dataBytes + tailBytes), tailAt);
    const { invalidBytes } = this.#stored;
    for (let byte = 0; invalid && byte < invalidBytes; byte += 1)
      this.#record[tailAt + byte] = invalid.byteOf(index, byte);
    return this.#record;
  }
}

/** The offset of a value, in the record at `at`: a little-endian number without sign. */
export function offsetIn(
  data: Uint8Array,
  at: number,
  { at: place, bytes }: Pick<StoredVariable, 'at' | 'bytes'>,
): number {
  let offset = 0;
  for (let i = bytes - 1; i >= 0; i -= 1) offset = offset * 256 + (data[at + place + i] as number);
  return offset;
}
