const utf8 = new TextDecoder();

/**
 * A table of a FlatBuffer (https://flatbuffers.dev/internals/, "Tables"); fields are numbered as their schema has them. Reading
 * throws RangeError if an offset leads out of the bytes.
 */
export class FlatTable {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #at: number;
  readonly #vtable: number;

  private constructor(bytes: Uint8Array, view: DataView, at: number) {
    this.#bytes = bytes;
    this.#view = view;
    this.#at = at;
    this.#vtable = at - view.getInt32(at, true);
  }

  static root(bytes: Uint8Array): FlatTable {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new FlatTable(bytes, view, view.getUint32(0, true));
  }

  /** `otherwise`: the default of the field, which is not written. */
  byte(field: number, otherwise = 0): number {
    const at = this.#place(field);
    return at === undefined ? otherwise : this.#view.getUint8(at);
  }

  short(field: number, otherwise = 0): number {
    const at = this.#place(field);
    return at === undefined ? otherwise : this.#view.getInt16(at, true);
  }

  /** Empty if it is absent. */
  text(field: number): string {
    const start = this.#target(field);
    if (start === undefined) return '';
    const length = this.#view.getUint32(start, true);
    if (start + 4 + length > this.#bytes.byteLength) throw new RangeError('a text goes beyond its message');
    return utf8.decode(this.#bytes.subarray(start + 4, start + 4 + length));
  }

  table(field: number): FlatTable | undefined {
    const at = this.#target(field);
    return at === undefined ? undefined : new FlatTable(this.#bytes, this.#view, at);
  }

  /** A vector of tables. */
  *tables(field: number): Generator<FlatTable> {
    const start = this.#target(field);
    const count = start === undefined ? 0 : this.#view.getUint32(start, true);
    for (let index = 0; index < count; index += 1) {
      const at = (start as number) + 4 + 4 * index;
      yield new FlatTable(this.#bytes, this.#view, at + this.#view.getUint32(at, true));
    }
  }

  #target(field: number): number | undefined {
    const at = this.#place(field);
    return at === undefined ? undefined : at + this.#view.getUint32(at, true);
  }

  /** Undefined if the field has its default. */
  #place(field: number): number | undefined {
    const entry = 4 + 2 * field;
    const size = this.#view.getUint16(this.#vtable, true);
    const offset = entry + 2 <= size ? this.#view.getUint16(this.#vtable + entry, true) : 0;
    return offset === 0 ? undefined : this.#at + offset;
  }
}
