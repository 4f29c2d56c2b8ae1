import { type Conversion, convert } from './conversion.ts';
import type { Channel, ChannelGroup, FileDefinition } from './definitions.ts';
import { dataTypes, NumberField } from './number-field.ts';
import type { RecordColumn } from './record-column.ts';

const two32 = 2 ** 32;
const nanosecondsPerSecond = 1e9;

/** cn_sync_type (ASAM MDF 4.1, CN block). */
const syncTime = 1;

type RecordingStart = Pick<FileDefinition, 'startHigh' | 'startLow'>;

/** The time of a group's records: seconds by its master channel, since the start of the recording. */
export class RecordTime {
  /** Time of the last record read: nanoseconds since 1970, as halves. */
  high: number;
  low: number;
  /**
   * The last record's time does not come from a clock: it has a fraction of a nanosecond, as random bytes usually do.
   */
  odd = false;
  /** Whether each record has a time of its own. */
  readonly isRecorded: boolean;
  /** Number of bytes from the record's start that must be available. */
  readonly bytes: number;

  readonly #startHigh: number;
  readonly #startLow: number;
  readonly #field: NumberField | undefined;
  readonly #conversion: Conversion | undefined;
  /** If the master counts whole nanoseconds (or a multiple) in 64 bits, its place; read without rounding. */
  readonly #exactAt: number = -1;
  readonly #step: number = 1;
  readonly #byIndex: boolean;
  /** Where the records are that contain the times, if these are not in the group's own. */
  readonly #elsewhere: RecordColumn | undefined;

  /** `group`: the one whose records contain the times; `elsewhere`: where these are, if not read here. */
  constructor(group: ChannelGroup, { startHigh, startLow }: RecordingStart, elsewhere?: RecordColumn) {
    this.#elsewhere = elsewhere;
    this.#startHigh = startHigh;
    this.#startLow = startLow;
    this.high = startHigh;
    this.low = startLow;
    const master = masterOf(group);
    this.#byIndex = master?.kind === 'virtual-master';
    this.#field = master && NumberField.of(master, group.dataBytes);
    this.#conversion = master?.conversion;
    this.isRecorded = this.#field !== undefined && !elsewhere;
    this.bytes = elsewhere ? 0 : (this.#field?.end ?? 0);
    const step = wholeNanoseconds(this.#conversion);
    if (this.#field && master && step && isPlain64(master)) {
      this.#exactAt = master.byteOffset;
      this.#step = step;
    }
  }

  /** Reads the time of the record at `at`, the `index`th of its group, into `high` and `low`. */
  read(data: Uint8Array, view: DataView, at: number, index: number): void {
    if (!this.#elsewhere) {
      this.#readAt(data, view, at, index);
      return;
    }
    const place = this.#elsewhere.placeOf(index);
    if (place >= 0) this.#readAt(this.#elsewhere.data, this.#elsewhere.view, place, index);
  }

  #readAt(data: Uint8Array, view: DataView, at: number, index: number): void {
    if (this.#exactAt >= 0) {
      const low = view.getUint32(at + this.#exactAt, true);
      const high = view.getUint32(at + this.#exactAt + 4, true);
      if (this.#step === 1) this.#set(high, low);
      else this.#setNanoseconds((high * two32 + low) * this.#step);
    } else if (this.#field) {
      const seconds = convert(this.#conversion, this.#field.read(data, view, at));
      this.odd = Math.abs(seconds) < 1e-10 && seconds !== 0;
      this.#setNanoseconds(Math.round(seconds * nanosecondsPerSecond));
    } else if (this.#byIndex) {
      this.#setNanoseconds(Math.round(convert(this.#conversion, index) * nanosecondsPerSecond));
    }
  }

  /** The same for the records at the places `at`, `count` of them, into columns from `first` on. */
  readColumn(
    data: Uint8Array,
    view: DataView,
    at: Int32Array,
    count: number,
    index: number,
    into: { high: Uint32Array; low: Uint32Array },
    first: number,
  ): void {
    const { high, low } = into;
    const exactAt = this.#step === 1 && !this.#elsewhere ? this.#exactAt : -1;
    const startHigh = this.#startHigh;
    const startLow = this.#startLow;
    for (let i = 0; i < count; i += 1) {
      const start = at[i] as number;
      if (exactAt >= 0) {
        const sum = startLow + view.getUint32(start + exactAt, true);
        const upper = startHigh + view.getUint32(start + exactAt + 4, true) + (sum >= two32 ? 1 : 0);
        if (upper < two32) {
          high[first + i] = upper;
          low[first + i] = sum;
          continue;
        }
      }
      this.read(data, view, start, index + i);
      high[first + i] = this.high;
      low[first + i] = this.low;
    }
  }

  /**
   * The upper half of the time of the record at `at`, or one less; infinite if it is invalid. Cheaper than `read`,
   * which it may replace if times are only compared with each other.
   */
  highAt(data: Uint8Array, view: DataView, at: number): number {
    if (this.#exactAt >= 0 && this.#step === 1)
      return Math.min(two32 - 1, this.#startHigh + view.getUint32(at + this.#exactAt + 4, true));
    this.read(data, view, at, 0);
    return this.odd ? Number.POSITIVE_INFINITY : this.high;
  }

  /** An invalid number leaves the time unchanged. */
  #setNanoseconds(ns: number): void {
    if (Number.isNaN(ns)) return;
    const high = Math.floor(ns / two32);
    this.#set(high, ns - high * two32);
  }

  /** Times before 1970 and beyond 64 bits become the ends of the scale: absurd ones, which the summary reports. */
  #set(high: number, low: number): void {
    const sum = this.#startLow + low;
    const carry = sum >= two32 ? 1 : 0;
    this.high = this.#startHigh + high + carry;
    this.low = sum - carry * two32;
    if (this.high >= 0 && this.high < two32) return;
    this.low = this.high < 0 ? 0 : two32 - 1;
    this.high = this.high < 0 ? 0 : two32 - 1;
  }
}

/** The channel that gives the time of a group's records. */
export function masterOf({ channels }: ChannelGroup): Channel | undefined {
  return channels.find(
    ({ kind, sync }) => (kind === 'master' || kind === 'virtual-master') && sync === syncTime,
  );
}

/**
 * The number of nanoseconds to which a linear rule without offset converts 1; undefined if that is not a whole
 * number.
 */
function wholeNanoseconds(conversion: Conversion | undefined): number | undefined {
  if (conversion && (conversion.kind !== 'linear' || conversion.offset !== 0)) return undefined;
  const factor = conversion?.factor ?? 1;
  const ns = Math.round(factor * nanosecondsPerSecond);
  return ns >= 1 && Math.abs(factor * nanosecondsPerSecond - ns) < 1e-6 * ns ? ns : undefined;
}

function isPlain64({ dataType, bitCount, bitOffset }: Channel): boolean {
  return dataType === dataTypes.unsignedLittle && bitCount === 64 && bitOffset === 0;
}
