import type { CanFrameReader } from './can-frame-reader.ts';
import type { ChannelGroup, DataGroup } from './definitions.ts';
import { maxFrameBytes } from './frame-data.ts';
import { maxRecordSize } from './lane.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordTime } from './record-time.ts';
import type { WaitingFrames } from './waiting-frames.ts';
import type { WaitingRecords } from './waiting-records.ts';

/** The layout that a record id identifies in an unsorted data group. */
export interface RecordLayout {
  group: ChannelGroup;
  records: number;
  /** Size of the record without its id; 0 for variable-length data: its length comes first. */
  size: number;
  variable: boolean;
  /** The longest plausible variable-length record. */
  maxLength: number;
  time: RecordTime | undefined;
  reader: RecordReader | undefined;
  /** If the data bytes of its frames are records of the same data group. */
  pairs: RecordPairs | undefined;
  frames: WaitingFrames | undefined;
  /** Of variable-length data that belongs to records which are handed over as they are stored, or to packets. */
  owners: readonly WaitingRecords[];
}

/** Frames and the records of their data bytes. */
export interface RecordPairs {
  reader: CanFrameReader;
  values: RecordLayout;
  frames: WaitingFrames;
}

/** Texts, images; frames are far smaller. */
const maxVariableLength = 64 * 2 ** 20;

/** 2^32 ns are 4.3 s: an hour, in that unit. */
const nearHigh = 840;

export const incomplete = -1;
export const unknown = 0;

/** Distinguishes the records of an unsorted data group by their ids, and checks whether bytes can be such records. */
export class RecordLayouts {
  readonly idBytes: number;
  /** Number of bytes of a record that `sizeAt` and `isNear` examine. */
  readonly headBytes: number;
  readonly all: readonly RecordLayout[];
  /** Whether any record has a time. */
  readonly timed: boolean;
  readonly #byId = new Map<number, RecordLayout>();
  readonly #byByte: (RecordLayout | undefined)[] | undefined;

  constructor({ recordIdBytes }: DataGroup, layouts: RecordLayout[]) {
    this.idBytes = recordIdBytes;
    this.all = layouts.filter(({ size, variable }) => variable || size <= maxRecordSize);
    for (const layout of this.all) this.#byId.set(layout.group.recordId, layout);
    if (recordIdBytes === 1) this.#byByte = Array.from({ length: 256 }, (_, id) => this.#byId.get(id));
    this.timed = this.all.some(({ time }) => time?.isRecorded);
    this.headBytes = recordIdBytes + Math.max(4, ...this.all.map(({ time }) => time?.bytes ?? 0));
  }

  /** Records may be missing from here on. */
  lose(): void {
    for (const { frames, owners } of this.all) {
      frames?.lose();
      for (const owner of owners) owner.lose();
    }
  }

  /** There is no more data. */
  end(): void {
    for (const { frames, owners } of this.all) {
      frames?.end();
      for (const owner of owners) owner.end();
    }
  }

  /** The layout of the record at `at`; its id must be within `data`. */
  at(data: Uint8Array, at: number): RecordLayout | undefined {
    if (this.#byByte) return this.#byByte[data[at] as number];
    let id = 0;
    for (let i = this.idBytes - 1; i >= 0; i -= 1) id = id * 256 + (data[at + i] as number);
    return this.#byId.get(id);
  }

  /** Bytes of the record at `at` with its id; `unknown` if there can be none, `incomplete` if `end` is too close. */
  sizeAt(data: Uint8Array, view: DataView, at: number, end: number): number {
    if (at + this.idBytes > end) return incomplete;
    const layout = this.at(data, at);
    if (!layout) return unknown;
    if (layout.variable && at + this.idBytes + 4 > end) return incomplete;
    return this.sizeOf(layout, view, at);
  }

  /** The same if layout and length are known to be available. */
  sizeOf(layout: RecordLayout, view: DataView, at: number): number {
    if (!layout.variable) return this.idBytes + layout.size;
    const length = view.getUint32(at + this.idBytes, true);
    return length <= layout.maxLength ? this.idBytes + 4 + length : unknown;
  }

  /** `high` of the record's time, infinite if it is invalid, NaN if it has none or `end` is too close. */
  highAt(data: Uint8Array, view: DataView, at: number, end: number): number {
    const layout = this.at(data, at);
    if (!layout?.time?.isRecorded || at + this.idBytes + layout.time.bytes > end) return Number.NaN;
    return layout.time.highAt(data, view, at + this.idBytes);
  }
}

/** Whether two times may follow each other in a drive; true if one is unknown. */
export function isNear(high: number, other: number): boolean {
  return !(Math.abs(high - other) > nearHigh);
}

export function layoutOf(
  group: ChannelGroup,
  parts: {
    time?: RecordTime;
    reader?: RecordReader;
    frames?: WaitingFrames | undefined;
    owners?: readonly WaitingRecords[];
  },
): RecordLayout {
  return {
    group,
    records: 0,
    size: group.dataBytes + group.tailBytes,
    variable: group.variableLength,
    maxLength: parts.frames ? maxFrameBytes : maxVariableLength,
    time: parts.time,
    reader: parts.reader,
    pairs: undefined,
    frames: parts.frames,
    owners: parts.owners ?? [],
  };
}
