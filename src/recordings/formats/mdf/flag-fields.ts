import type { EventField } from './event-fields.ts';

/** A channel that is a flag, set if it is not zero. */
export interface FlagField {
  /** Undefined if the group has no such channel. */
  field: EventField | undefined;
  flag: number;
}

/** The flags that one byte of a record contains, by its value. */
interface FlagByte {
  at: number;
  flags: Uint8Array;
}

/** The flags of a record: those of a byte are looked up at once, since several usually share one. */
export class FlagFields {
  readonly #fixed: number;
  readonly #bytes: FlagByte[] = [];
  readonly #others: { field: EventField; flag: number }[] = [];

  /** `fixed` are those that every record has; at most 8 bits of flags. */
  constructor(recordBytes: number, fixed: number, fields: readonly FlagField[]) {
    this.#fixed = fixed;
    const record = new Uint8Array(recordBytes);
    const view = new DataView(record.buffer);
    for (const { field, flag } of fields) {
      if (!field) continue;
      if (field.byte < 0) {
        this.#others.push({ field, flag });
        continue;
      }
      const { at, flags } = this.#byteAt(field.byte);
      for (let value = 0; value < 256; value += 1) {
        record[at] = value;
        if (field.read(record, view, 0) !== 0) flags[value] = (flags[value] as number) | flag;
      }
    }
  }

  /** Flags of the records at the places `at`, `count` of them, into `into` from `first` on. */
  readColumn(
    data: Uint8Array,
    view: DataView,
    at: Int32Array,
    count: number,
    into: Uint8Array,
    first: number,
  ): void {
    into.fill(this.#fixed, first, first + count);
    for (const { at: byteAt, flags } of this.#bytes) {
      for (let i = 0; i < count; i += 1) {
        const value = data[(at[i] as number) + byteAt] as number;
        into[first + i] = (into[first + i] as number) | (flags[value] as number);
      }
    }
    for (const { field, flag } of this.#others) {
      for (let i = 0; i < count; i += 1) {
        if (field.read(data, view, at[i] as number) !== 0)
          into[first + i] = (into[first + i] as number) | flag;
      }
    }
  }

  #byteAt(at: number): FlagByte {
    const present = this.#bytes.find((byte) => byte.at === at);
    if (present) return present;
    const byte = { at, flags: new Uint8Array(256) };
    this.#bytes.push(byte);
    return byte;
  }
}
