import type { CanBus } from '../can/bus-traffic.ts';
import { frameFlags } from '../can/can-frame.ts';
import type { ChannelGroup } from './definitions.ts';
import { Buses, type EventField, EventFields } from './event-fields.ts';
import { FlagFields } from './flag-fields.ts';
import { type FrameData, maxFrameBytes, noBytes, type PartialFrame, setFrame } from './frame-data.ts';
import { NumberField } from './number-field.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordTime } from './record-time.ts';
import type { WaitingFrames } from './waiting-frames.ts';
import type { WalkContext } from './walk-context.ts';

/** Data length by DLC (ISO 11898-1:2015, table 5); CAN FD above 8. */
const lengthOfDlc = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64];

/** CAN_DataFrame and CAN_RemoteFrame. */
export class CanFrameReader implements RecordReader {
  readonly #time: RecordTime;
  readonly #buses: Buses<CanBus>;
  readonly #id: EventField | undefined;
  /** Without IDE, bit 31 of the identifier says that it has 29 bits. */
  readonly #extendedFrom: number;
  readonly #flags: FlagFields;
  readonly #length: EventField | undefined;
  readonly #dlc: EventField | undefined;
  /** Data bytes in the record itself. */
  readonly #bytesAt: number = 0;
  readonly #bytesMost: number = 0;
  /** Data bytes elsewhere. */
  readonly #dataOffset: NumberField | undefined;
  readonly #data: FrameData | undefined;
  /** Filled anew for each record whose data bytes lie elsewhere. */
  #frame: PartialFrame | undefined;

  constructor(
    group: ChannelGroup,
    time: RecordTime,
    { traffic }: WalkContext,
    options: { remote: boolean; data: FrameData | undefined },
  ) {
    const fields = new EventFields(group);
    this.#time = time;
    this.#buses = new Buses('CAN', fields, group, (name) => traffic.can(name));
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
      this.#bytesMost = Math.min(bytes.bitCount >> 3, group.dataBytes - bytes.byteOffset, maxFrameBytes);
    }
  }

  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void {
    const time = this.#time;
    time.read(data, view, at, index);
    const bus = this.#buses.of(data, view, at);
    const id = this.#id ? this.#id.read(data, view, at) : 0;
    const flags = this.#flags.read(data, view, at) | this.#extendedOf(id);
    const bare = id & 0x1fff_ffff;
    if (this.#data && this.#dataOffset) {
      this.#frame ??= { bus, high: 0, low: 0, id: 0, flags: 0, offset: 0, length: 0 };
      const length = this.#length ? this.#length.read(data, view, at) : Number.NaN;
      setFrame(this.#frame, bus, time.high, time.low, bare, flags, offset, length);
      this.#data.give(this.#frame, this.#dataOffset.read(data, view, at));
      return;
    }
    const told = this.#length
      ? this.#length.read(data, view, at)
      : (lengthOfDlc[this.#dlc ? this.#dlc.read(data, view, at) & 15 : 15] as number);
    const length = Math.min(told, this.#bytesMost);
    if (length > 0) bus.frame(time.high, time.low, bare, flags, data, at + this.#bytesAt, length, offset);
    else bus.frame(time.high, time.low, bare, flags, noBytes, 0, 0, offset);
  }

  /**
   * Reads a record together with its data bytes, `length` of them at `from`, and gives true; false where they are not surely
   * those of this record. `waiting` is what would bring both together otherwise.
   */
  readWhole(
    data: Uint8Array,
    view: DataView,
    at: number,
    offset: number,
    waiting: WaitingFrames,
    from: number,
    length: number,
  ): boolean {
    if (!this.#length || this.#length.read(data, view, at) !== length) return false;
    if (!this.#dataOffset || !waiting.isNext(this.#dataOffset.read(data, view, at))) return false;
    waiting.pass(length);
    const time = this.#time;
    time.read(data, view, at, 0);
    const id = this.#id ? this.#id.read(data, view, at) : 0;
    const flags = this.#flags.read(data, view, at) | this.#extendedOf(id);
    const bus = this.#buses.of(data, view, at);
    bus.frame(time.high, time.low, id & 0x1fff_ffff, flags, data, from, length, offset);
    return true;
  }

  #extendedOf(id: number): number {
    return id >= this.#extendedFrom ? frameFlags.extended : 0;
  }
}
