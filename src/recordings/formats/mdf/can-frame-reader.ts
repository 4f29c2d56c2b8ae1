import { frameFlags } from '../../meaning/can/can-frame.ts';
import { fdLengths } from '../../meaning/can/fd-lengths.ts';
import type { FrameBatch } from '../../meaning/can/frame-batch.ts';
import { batchRows } from '../../meaning/can/frame-columns.ts';
import type { ChannelGroup } from './definitions.ts';
import { Buses, type EventField, EventFields } from './event-fields.ts';
import { FlagFields } from './flag-fields.ts';
import { type FrameData, maxFrameBytes } from './frame-data.ts';
import { NumberField } from './number-field.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordTime } from './record-time.ts';
import type { WalkContext } from './walk-context.ts';

/** CAN_DataFrame and CAN_RemoteFrame: their records become rows of a batch. */
export class CanFrameReader implements RecordReader {
  readonly #batch: FrameBatch;
  readonly #time: RecordTime;
  readonly #buses: Buses<number>;
  readonly #id: EventField | undefined;
  /** Without IDE, bit 31 of the identifier marks one of 29 bits. */
  readonly #extendedFrom: number;
  readonly #flags: FlagFields;
  readonly #length: EventField | undefined;
  readonly #dlc: EventField | undefined;
  /** Data bytes in the record itself. */
  readonly #bytesAt: number = 0;
  readonly #maxBytes: number = 0;
  /** Data bytes elsewhere. */
  readonly #dataOffset: NumberField | undefined;
  readonly #data: FrameData | undefined;
  /** Places of records, valid only while they are read. */
  readonly #at = new Int32Array(batchRows);
  /** Numbers of buses, valid only while rows are filled. */
  readonly #numbers = new Uint32Array(batchRows);

  constructor(
    group: ChannelGroup,
    time: RecordTime,
    { traffic, batch }: WalkContext,
    options: { remote: boolean; data: FrameData | undefined },
  ) {
    const fields = new EventFields(group);
    this.#batch = batch;
    this.#time = time;
    this.#buses = new Buses('CAN', fields, group, (name) => batch.index(traffic.can(name)));
    this.#id = fields.number('ID');
    const extended = fields.number('IDE');
    this.#extendedFrom = extended ? Number.POSITIVE_INFINITY : 2 ** 31;
    this.#flags = new FlagFields(group.dataBytes, options.remote ? frameFlags.remote : 0, [
      { field: extended, flag: frameFlags.extended },
      { field: fields.number('EDL'), flag: frameFlags.fd },
      { field: fields.number('BRS'), flag: frameFlags.bitRateSwitch },
      { field: fields.number('ESI'), flag: frameFlags.errorState },
      { field: fields.number('Dir'), flag: frameFlags.transmitted },
    ]);
    this.#length = fields.number('DataLength');
    this.#dlc = fields.number('DLC');
    const bytes = options.remote ? undefined : fields.channel('DataBytes');
    if (bytes?.kind === 'variable') {
      this.#data = options.data;
      this.#dataOffset = NumberField.of({ ...bytes, kind: 'fixed', dataType: 0 }, group.dataBytes);
    } else if (bytes && bytes.byteOffset < group.dataBytes) {
      this.#bytesAt = bytes.byteOffset;
      this.#maxBytes = Math.min(bytes.bitCount >> 3, group.dataBytes - bytes.byteOffset, maxFrameBytes);
    }
  }

  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void {
    this.readRun(data, view, at, 0, 1, index, offset, 0);
  }

  /** `count` is 1 if frames may have to wait for their data bytes: a waiting row is not yet occupied. */
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
    for (let done = 0; done < count; ) {
      const { count: first, room, offset: offsets } = this.#batch;
      const rows = Math.min(room, count - done);
      for (let i = 0; i < rows; i += 1) {
        this.#at[i] = at + (done + i) * size;
        offsets[first + i] = offset + (done + i) * step;
      }
      this.fill(data, view, this.#at, rows, index + done);
      if (this.#data && this.#dataOffset) this.#giveRows(this.#data, this.#dataOffset, data, view, rows);
      else this.#addRows(data, view, rows);
      done += rows;
    }
  }

  /** Each row stays provisional until its data bytes arrive; then it is added, and the next one follows. */
  #giveRows(to: FrameData, field: NumberField, data: Uint8Array, view: DataView, rows: number): void {
    const first = this.#batch.count;
    for (let i = 0; i < rows; i += 1) {
      const at = this.#at[i] as number;
      const length = this.#length ? this.#length.read(data, view, at) : Number.NaN;
      to.give(first + i, length, field.read(data, view, at));
    }
  }

  /** Rows whose data bytes are in the records themselves. */
  #addRows(data: Uint8Array, view: DataView, rows: number): void {
    const { start, length, count: first } = this.#batch;
    for (let i = 0; i < rows; i += 1) {
      const at = this.#at[i] as number;
      const recorded = this.#length
        ? this.#length.read(data, view, at)
        : (fdLengths[this.#dlc ? this.#dlc.read(data, view, at) & 15 : 15] as number);
      start[first + i] = at + this.#bytesAt;
      length[first + i] = Math.min(recorded, this.#maxBytes);
    }
    this.#batch.add(rows);
  }

  /**
   * Fills the next `count` rows of the batch except for the data bytes, column by column, from the records at the
   * places `at`. They are not counted yet. `index` is that of the first record in its group.
   */
  fill(data: Uint8Array, view: DataView, at: Int32Array, count: number, index: number): void {
    const batch = this.#batch;
    const { id, flags, bus, count: first } = batch;
    this.#time.readColumn(data, view, at, count, index, batch, first);
    this.#flags.readColumn(data, view, at, count, flags, first);
    if (this.#id) this.#id.readColumn(data, view, at, count, id, first);
    else id.fill(0, first, first + count);
    for (let row = first; row < first + count; row += 1) {
      const recorded = id[row] as number;
      id[row] = recorded & 0x1fff_ffff;
      if (recorded >= this.#extendedFrom) flags[row] = (flags[row] as number) | frameFlags.extended;
    }
    const numbers = this.#numbers;
    if (this.#buses.number) {
      this.#buses.number.readColumn(data, view, at, count, numbers, 0);
      for (let i = 0; i < count; i += 1) bus[first + i] = this.#buses.byNumber(numbers[i]);
    } else bus.fill(this.#buses.byNumber(), first, first + count);
  }

  /** Whether a record states that its data bytes have this `length` and are at `dataOffset`. */
  expects(data: Uint8Array, view: DataView, at: number, length: number, dataOffset: number): boolean {
    return (
      this.#length !== undefined &&
      this.#dataOffset !== undefined &&
      this.#length.read(data, view, at) === length &&
      this.#dataOffset.read(data, view, at) === dataOffset
    );
  }
}
