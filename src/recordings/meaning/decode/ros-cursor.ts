/** `cdr`: ROS 2, in the plain representation of XCDR1, aligned; `ros1`: little-endian without gaps. */
export type RosEncoding = 'cdr' | 'ros1';

type Read = (view: DataView, at: number, little: boolean) => number | bigint | boolean;

/** What is a number or a truth value in a definition, and its bytes. */
const rosNumbers: Record<string, RosNumber> = {
  bool: { size: 1, read: (view, at) => view.getInt8(at) !== 0 },
  int8: { size: 1, read: (view, at) => view.getInt8(at) },
  uint8: { size: 1, read: (view, at) => view.getUint8(at) },
  int16: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  uint16: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  int32: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  uint32: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  int64: { size: 8, read: (view, at, little) => view.getBigInt64(at, little) },
  uint64: { size: 8, read: (view, at, little) => view.getBigUint64(at, little) },
  float32: { size: 4, read: (view, at, little) => view.getFloat32(at, little) },
  float64: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
};

export interface RosNumber {
  size: number;
  read: Read;
}

/** Undefined for other types. */
export function rosNumber(type: string): RosNumber | undefined {
  return Object.hasOwn(rosNumbers, type) ? rosNumbers[type] : undefined;
}

const utf8 = new TextDecoder();

/** Four bytes at the beginning of a CDR message say how it is encoded. */
const encapsulation = 4;
const bytesOfDouble = 8;

/**
 * Goes through a message of a known layout, over the fields that are not wanted. Reading past the end of the message is not noticed
 * at once, but leaves the cursor behind it, for `isAtEnd` to tell.
 */
export class RosCursor {
  readonly #view: DataView;
  readonly #isCdr: boolean;
  readonly #little: boolean;
  #at: number;

  private constructor(view: DataView, isCdr: boolean, little: boolean) {
    this.#view = view;
    this.#isCdr = isCdr;
    this.#little = little;
    this.#at = isCdr ? encapsulation : 0;
  }

  /** Undefined for other representations of CDR. */
  static at(encoding: RosEncoding, bytes: Uint8Array): RosCursor | undefined {
    const isCdr = encoding === 'cdr';
    if (isCdr && (bytes[0] !== 0 || (bytes[1] !== 0 && bytes[1] !== 1))) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new RosCursor(view, isCdr, !isCdr || bytes[1] === 1);
  }

  /** Whether the fields end where the message does. */
  get isAtEnd(): boolean {
    return this.#at === this.#view.byteLength;
  }

  get isBehindEnd(): boolean {
    return this.#at > this.#view.byteLength;
  }

  passHeader(): void {
    this.#at += this.#isCdr ? 8 : 12;
    const characters = this.word();
    this.#at += characters;
  }

  /** `std_msgs/Header`, of ROS 1 without its number; undefined as `text` is. */
  header(): { stamp: { sec: number; nanosec: number }; frame_id: string } | undefined {
    if (!this.#isCdr) this.word();
    const seconds = this.word();
    const nanosec = this.word();
    const frame = this.text();
    // Signed in ROS 2.
    const sec = this.#isCdr ? seconds | 0 : seconds;
    return frame === undefined ? undefined : { stamp: { sec, nanosec }, frame_id: frame };
  }

  /** 0 behind the end. */
  word(): number {
    const at = this.#align(4);
    this.#at = at + 4;
    return this.isBehindEnd ? 0 : this.#view.getUint32(at, this.#little);
  }

  /** Undefined behind the end, and if it is not of ASCII characters alone. */
  text(): string | undefined {
    const bytes = this.word();
    const at = this.#at;
    this.#at += bytes;
    if (this.isBehindEnd) return undefined;
    let text = '';
    // In CDR, a zero ends it.
    for (let i = 0; i < (this.#isCdr ? bytes - 1 : bytes); i += 1) {
      const character = this.#view.getUint8(at + i);
      if (character >= 0x80) return undefined;
      text += String.fromCharCode(character);
    }
    return text;
  }

  /** Passes them, and returns where they stand, for the methods below, which may be called only if that is within the message. */
  doubles(count: number): number {
    const at = this.#align(bytesOfDouble);
    this.#at = at + count * bytesOfDouble;
    return at;
  }

  /** Passes values of `size` bytes each, which is what they are aligned to; no values are not aligned either. */
  pass(size: number, count: number): void {
    if (count > 0) this.#at = this.#align(size) + size * count;
  }

  /** Passes a text, and what ends it. */
  passText(): void {
    const bytes = this.word();
    this.#at += bytes;
  }

  /** Back to the beginning of the fields. */
  rewind(): void {
    this.#at = this.#isCdr ? encapsulation : 0;
  }

  /** A number or truth value within the message. */
  value({ size, read }: RosNumber): number | bigint | boolean {
    const at = this.#align(size);
    this.#at = at + size;
    return read(this.#view, at, this.#little);
  }

  /** A text within the message, of any characters. */
  anyText(): string {
    const start = this.#at;
    const short = this.text();
    if (short !== undefined) return short;
    this.#at = start;
    const bytes = this.word();
    const from = this.#view.byteOffset + this.#at;
    this.#at += bytes;
    return utf8.decode(new Uint8Array(this.#view.buffer, from, this.#isCdr ? bytes - 1 : bytes));
  }

  areFinite(doubles: number, first: number, count: number): boolean {
    for (let i = first; i < first + count; i += 1)
      if (!Number.isFinite(this.#double(doubles, i))) return false;
    return true;
  }

  vector(doubles: number, first: number): { x: number; y: number; z: number } {
    return {
      x: this.#double(doubles, first),
      y: this.#double(doubles, first + 1),
      z: this.#double(doubles, first + 2),
    };
  }

  #double(doubles: number, index: number): number {
    return this.#view.getFloat64(doubles + index * bytesOfDouble, this.#little);
  }

  /** Counted from behind the encapsulation. */
  #align(size: number): number {
    const at = this.#at;
    return this.#isCdr ? at + (-(at - encapsulation) & (size - 1)) : at;
  }
}
