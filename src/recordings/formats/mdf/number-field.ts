import { convert } from './conversion.ts';
import type { Channel } from './definitions.ts';
import { float16, vaxD, vaxF, vaxG } from './other-floats.ts';

/** cn_data_type (ASAM MDF 4.1, CN block); those of MDF 3 are translated to them, and those of VAX added. */
export const dataTypes = {
  unsignedLittle: 0,
  unsignedBig: 1,
  signedLittle: 2,
  signedBig: 3,
  floatLittle: 4,
  floatBig: 5,
  latin1: 6,
  bytes: 10,
  vaxF: 100,
  vaxD: 101,
  vaxG: 102,
} as const;

/** Of `cn_data_type`. */
export function isFloatType(dataType: number): boolean {
  return dataType === dataTypes.floatLittle || dataType === dataTypes.floatBig || isVax(dataType);
}

function isVax(dataType: number): boolean {
  return dataType >= dataTypes.vaxF && dataType <= dataTypes.vaxG;
}

/**
 * How a value is stored in its bytes; numbers, since the hot loop branches on them. `word`: within four bytes of the
 * record, so that one read, shift and mask extract it; `long`: eight bytes, unsigned.
 */
const shapes = {
  word: 0,
  long: 1,
  small: 2,
  constant: 3,
  float64: 4,
  float32: 5,
  float16: 6,
  wide: 7,
  vax: 8,
} as const;
type Shape = (typeof shapes)[keyof typeof shapes];

/** A number at a fixed place of a record. One class, so that the hot loop calls one function. */
export class NumberField {
  /** Number of bytes from the record's start that it needs. */
  readonly end: number;
  readonly #at: number;
  readonly #bytes: number;
  readonly #shape: Shape;
  readonly #dataType: number;
  readonly #littleEndian: boolean;
  readonly #signed: boolean;
  readonly #bits: number;
  readonly #shift: number;
  readonly #mask: number;
  readonly #constant: number;

  private constructor(channel: Channel, shape: Shape, { constant = 0, wordAt = 0 } = {}) {
    this.#at = shape === shapes.word ? wordAt : channel.byteOffset;
    this.#shape = shape;
    this.#dataType = channel.dataType;
    this.#bits = channel.bitCount;
    this.#shift = channel.bitOffset + (channel.byteOffset - this.#at) * 8;
    this.#bytes = shape === shapes.word ? 4 : Math.ceil((channel.bitOffset + channel.bitCount) / 8);
    this.end = shape === shapes.constant ? 0 : this.#at + this.#bytes;
    // −1 has all 32 bits set, and is a small integer for the engine.
    this.#mask = channel.bitCount >= 32 ? -1 : 2 ** channel.bitCount - 1;
    this.#littleEndian = channel.dataType % 2 === 0;
    this.#signed = channel.dataType === dataTypes.signedLittle || channel.dataType === dataTypes.signedBig;
    this.#constant = constant;
  }

  /** Undefined if the channel is not a number, or not within `recordBytes`. */
  static of(channel: Channel, recordBytes: number): NumberField | undefined {
    if (channel.kind === 'virtual') {
      return new NumberField(channel, shapes.constant, { constant: convert(channel.conversion, 0) });
    }
    if (channel.kind !== 'fixed' && channel.kind !== 'master') return undefined;
    const { byteOffset, bitOffset, bitCount, dataType } = channel;
    const shape = shapeOf(channel);
    const bytes = Math.ceil((bitOffset + bitCount) / 8);
    if (shape === undefined || byteOffset + bytes > recordBytes) return undefined;
    const plain =
      dataType === dataTypes.unsignedLittle || (dataType === dataTypes.unsignedBig && bytes === 1);
    if (shape !== shapes.small || !plain || recordBytes < 4) return new NumberField(channel, shape);
    return new NumberField(channel, shapes.word, { wordAt: Math.min(byteOffset, recordBytes - 4) });
  }

  /** The raw value in the record that begins at `start`; approximate above 2^53. */
  read(data: Uint8Array, view: DataView, start: number): number {
    if (this.#shape === shapes.word)
      return ((view.getUint32(start + this.#at, true) >>> this.#shift) & this.#mask) >>> 0;
    const at = start + this.#at;
    if (this.#shape === shapes.long) return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
    return this.#other(data, view, at);
  }

  /**
   * The same for the records at the places `at`, `count` of them, into `into` from `first` on, as whole numbers of 32
   * bits.
   */
  readColumn(
    data: Uint8Array,
    view: DataView,
    at: Int32Array,
    count: number,
    into: Uint32Array,
    first: number,
  ): void {
    if (this.#shape !== shapes.word) {
      for (let i = 0; i < count; i += 1) into[first + i] = this.read(data, view, at[i] as number);
      return;
    }
    const place = this.#at;
    const shift = this.#shift;
    const mask = this.#mask;
    for (let i = 0; i < count; i += 1)
      into[first + i] = (view.getUint32((at[i] as number) + place, true) >>> shift) & mask;
  }

  #other(data: Uint8Array, view: DataView, at: number): number {
    switch (this.#shape) {
      case shapes.constant:
        return this.#constant;
      case shapes.float64:
        return view.getFloat64(at, this.#littleEndian);
      case shapes.float32:
        return view.getFloat32(at, this.#littleEndian);
      case shapes.float16:
        return float16(view.getUint16(at, this.#littleEndian));
      case shapes.wide:
        return this.#wide(data, at);
      case shapes.vax:
        return this.#vax(view, at);
      default:
        return this.#small(data, view, at);
    }
  }

  /** At most 32 bits in at most 4 bytes. */
  #small(data: Uint8Array, view: DataView, at: number): number {
    let value = 0;
    if (this.#bytes === 4) value = view.getUint32(at, this.#littleEndian);
    else if (this.#bytes === 2) value = view.getUint16(at, this.#littleEndian);
    else {
      for (let i = 0; i < this.#bytes; i += 1) {
        const from = this.#littleEndian ? this.#bytes - 1 - i : i;
        value = (value << 8) | (data[at + from] as number);
      }
    }
    value = (value >>> this.#shift) & this.#mask;
    if (!this.#signed) return value >>> 0;
    const unused = 32 - this.#bits;
    return (value << unused) >> unused;
  }

  #vax(view: DataView, at: number): number {
    if (this.#dataType === dataTypes.vaxF) return vaxF(view, at);
    return this.#dataType === dataTypes.vaxD ? vaxD(view, at) : vaxG(view, at);
  }

  #wide(data: Uint8Array, at: number): number {
    let value = 0n;
    for (let i = 0; i < this.#bytes; i += 1) {
      const from = this.#littleEndian ? this.#bytes - 1 - i : i;
      value = (value << 8n) | BigInt(data[at + from] as number);
    }
    value >>= BigInt(this.#shift);
    return Number(this.#signed ? BigInt.asIntN(this.#bits, value) : BigInt.asUintN(this.#bits, value));
  }
}

function vaxShape({ dataType, bitCount }: Channel): Shape | undefined {
  return bitCount === (dataType === dataTypes.vaxF ? 32 : 64) ? shapes.vax : undefined;
}

function shapeOf(channel: Channel): Shape | undefined {
  const { dataType, bitCount, bitOffset } = channel;
  if (bitCount === 0 || bitOffset > 7) return undefined;
  if (isVax(dataType)) return bitOffset === 0 ? vaxShape(channel) : undefined;
  if (isFloatType(dataType)) {
    if (bitOffset !== 0) return undefined;
    if (bitCount === 64) return shapes.float64;
    if (bitCount === 32) return shapes.float32;
    return bitCount === 16 ? shapes.float16 : undefined;
  }
  if (dataType > dataTypes.signedBig || bitCount > 64) return undefined;
  if (bitOffset + bitCount <= 32) return shapes.small;
  return bitCount === 64 && bitOffset === 0 && dataType === dataTypes.unsignedLittle
    ? shapes.long
    : shapes.wide;
}
