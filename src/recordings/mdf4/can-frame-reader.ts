import type { CanBus } from '../can/bus-traffic.ts';
import { frameFlags } from '../can/can-frame.ts';
import type { ChannelGroup } from './definitions.ts';
import { Buses, type EventField, EventFields } from './event-fields.ts';
import { type FrameData, maxFrameBytes, noBytes, type PartialFrame, setFrame } from './frame-data.ts';
import { NumberField } from './number-field.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordTime } from './record-time.ts';
import type { WalkContext } from './walk-context.ts';

/** Data length by DLC (ISO 11898-1:2015, table 5); CAN FD above 8. */
const lengthOfDlc = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64];

/** CAN_DataFrame and CAN_RemoteFrame. */
export class CanFrameReader implements RecordReader {
  readonly #time: RecordTime;
  readonly #buses: Buses<CanBus>;
  readonly #id: EventField | undefined;
  readonly #extended: EventField | undefined;
  readonly #flags: { field: EventField; flag: number }[];
  readonly #fixedFlags: number;
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
    this.#extended = fields.number('IDE');
    const flagged = {
      EDL: frameFlags.fd,
      BRS: frameFlags.bitRateSwitch,
      ESI: frameFlags.errorState,
      Dir: frameFlags.transmitted,
    };
    this.#flags = Object.entries(flagged).flatMap(([name, flag]) => {
      const field = fields.number(name);
      return field ? [{ field, flag }] : [];
    });
    this.#fixedFlags = options.remote ? frameFlags.remote : 0;
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
    let flags = this.#fixedFlags;
    // Without IDE, bit 31 of the identifier says that it has 29 bits.
    if (this.#extended ? this.#extended.read(data, view, at) !== 0 : id >= 2 ** 31)
      flags |= frameFlags.extended;
    for (let i = 0; i < this.#flags.length; i += 1) {
      const { field, flag } = this.#flags[i] as { field: EventField; flag: number };
      if (field.read(data, view, at) !== 0) flags |= flag;
    }
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
}
