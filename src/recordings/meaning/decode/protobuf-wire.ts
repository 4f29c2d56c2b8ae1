/** Wire types (https://protobuf.dev/programming-guides/encoding). */
export const wireTypes = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const two32 = 2 ** 32;

/** Steps through the fields of one protobuf message, from `at` to `end` of the bytes, without an object for each. */
export class ProtobufWire {
  /** Of the current field. */
  field = 0;
  wireType = 0;
  /** Value of a varint or fixed number, in halves of 32 bits. */
  low = 0;
  high = 0;
  /** Content of a field of bytes; `length` may reach beyond `end` with `isCut`. */
  start = 0;
  length = 0;
  at = 0;
  end = 0;
  bytes: Uint8Array = new Uint8Array();
  /** Whether the bytes so far are no message. */
  isBroken = false;
  #isCut = false;

  constructor(bytes?: Uint8Array, at = 0, end = bytes?.byteLength ?? 0) {
    if (bytes) this.open(bytes, at, end);
  }

  /** Goes to another message. `isCut`: its last field may extend beyond `end`. */
  open(bytes: Uint8Array, at: number, end: number, isCut = false): void {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.#isCut = isCut;
    this.isBroken = false;
  }

  /** Goes to the next field; false at the end, and where the bytes are broken. */
  next(): boolean {
    if (this.isBroken || this.at >= this.end) return false;
    if (!this.#varint()) return this.#fail();
    this.field = this.high * 2 ** 29 + (this.low >>> 3);
    this.wireType = this.low & 7;
    if (this.field === 0) return this.#fail();
    switch (this.wireType) {
      case wireTypes.varint:
        return this.#varint() || this.#fail();
      case wireTypes.fixed64:
        return this.#fixed(8) || this.#fail();
      case wireTypes.fixed32:
        return this.#fixed(4) || this.#fail();
      case wireTypes.bytes:
        return this.#content() || this.#fail();
      default:
        return this.#fail();
    }
  }

  /** The current number as unsigned; exact below 2^53. */
  get number(): number {
    return this.high * two32 + this.low;
  }

  /** The current content. */
  get content(): Uint8Array {
    return this.bytes.subarray(this.start, this.start + this.length);
  }

  #content(): boolean {
    if (!this.#varint()) return false;
    this.start = this.at;
    this.length = this.number;
    const next = this.at + this.length;
    if (next > this.end && !this.#isCut) return false;
    this.at = Math.min(next, this.end);
    return true;
  }

  #fixed(size: 4 | 8): boolean {
    if (this.at + size > this.end) return false;
    this.low = this.#word(this.at);
    this.high = size === 8 ? this.#word(this.at + 4) : 0;
    this.start = this.at;
    this.at += size;
    return true;
  }

  #word(at: number): number {
    const { bytes } = this;
    return (
      ((bytes[at] as number) |
        ((bytes[at + 1] as number) << 8) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 24)) >>>
      0
    );
  }

  /** At most ten bytes, seven bits each, the lowest first. */
  #varint(): boolean {
    const first = this.bytes[this.at] as number;
    // Nearly all tags, lengths and enumerations have one byte.
    if (first < 0x80 && this.at < this.end) {
      this.at += 1;
      this.low = first;
      this.high = 0;
      return true;
    }
    let low = 0;
    let high = 0;
    for (let index = 0; index < 10; index += 1) {
      if (this.at >= this.end) return false;
      const byte = this.bytes[this.at] as number;
      this.at += 1;
      const bits = byte & 0x7f;
      const shift = index * 7;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= (bits & 0xf) << 28;
        high |= bits >> 4;
      } else if (shift < 63) high |= bits << (shift - 32);
      else high |= (bits & 1) << 31;
      if (byte < 0x80) {
        this.low = low >>> 0;
        this.high = high >>> 0;
        return true;
      }
    }
    return false;
  }

  #fail(): false {
    this.isBroken = true;
    return false;
  }
}
