import { convert } from './conversion.ts';
import type { Channel } from './definitions.ts';

/** cn_data_type (ASAM MDF 4.1, CN block). */
export const dataTypes = {
  unsignedLittle: 0,
  unsignedBig: 1,
  signedLittle: 2,
  signedBig: 3,
  floatLittle: 4,
  floatBig: 5,
} as const;

/** How a value lies in its bytes; numbers, since the hot loop branches on them. */
const shapes = { byte: 0, small: 1, constant: 2, float64: 3, float32: 4, float16: 5, wide: 6 } as const;
type Shape = (typeof shapes)[keyof typeof shapes];

/** A number at a fixed place of a record. One class, so that the hot loop calls one function. */
export class NumberField {
  readonly at: number;
  readonly bytes: number;
  readonly #shape: Shape;
  readonly #littleEndian: boolean;
  readonly #signed: boolean;
  readonly #bits: number;
  readonly #shift: number;
  readonly #mask: number;
  readonly #constant: number;

  private constructor(channel: Channel, shape: Shape, constant = 0) {
    this.at = channel.byteOffset;
    this.#shape = shape;
    this.#bits = channel.bitCount;
    this.#shift = channel.bitOffset;
    this.bytes = shape === shapes.constant ? 0 : Math.ceil((channel.bitOffset + channel.bitCount) / 8);
    this.#mask = channel.bitCount >= 32 ? 0xffff_ffff : 2 ** channel.bitCount - 1;
    this.#littleEndian = channel.dataType % 2 === 0;
    this.#signed = channel.dataType === dataTypes.signedLittle || channel.dataType === dataTypes.signedBig;
    this.#constant = constant;
  }

  /** Undefined where the channel is no number, or does not lie within `recordBytes`. */
  static of(channel: Channel, recordBytes: number): NumberField | undefined {
    if (channel.kind === 'virtual') {
      return new NumberField(channel, shapes.constant, convert(channel.conversion, 0));
    }
    if (channel.kind !== 'fixed' && channel.kind !== 'master') return undefined;
    const shape = shapeOf(channel);
    if (shape === undefined) return undefined;
    const field = new NumberField(channel, shape);
    return field.at + field.bytes <= recordBytes ? field : undefined;
  }

  /** The raw value in the record that begins at `start`; above 2^53 only nearly. */
  read(data: Uint8Array, view: DataView, start: number): number {
    const at = start + this.at;
    switch (this.#shape) {
      case shapes.byte:
        return ((data[at] as number) >>> this.#shift) & this.#mask;
      case shapes.small:
        return this.#small(data, view, at);
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
    }
  }

  /** At most 32 bits in at most 4 bytes. */
  #small(data: Uint8Array, view: DataView, at: number): number {
    let value = 0;
    if (this.bytes === 4) value = view.getUint32(at, this.#littleEndian);
    else if (this.bytes === 2) value = view.getUint16(at, this.#littleEndian);
    else {
      for (let i = 0; i < this.bytes; i += 1) {
        const from = this.#littleEndian ? this.bytes - 1 - i : i;
        value = (value << 8) | (data[at + from] as number);
      }
    }
    value = (value >>> this.#shift) & this.#mask;
    if (!this.#signed) return value >>> 0;
    const unused = 32 - this.#bits;
    return (value << unused) >> unused;
  }

  #wide(data: Uint8Array, at: number): number {
    let value = 0n;
    for (let i = 0; i < this.bytes; i += 1) {
      const from = this.#littleEndian ? this.bytes - 1 - i : i;
      value = (value << 8n) | BigInt(data[at + from] as number);
    }
    value >>= BigInt(this.#shift);
    return Number(this.#signed ? BigInt.asIntN(this.#bits, value) : BigInt.asUintN(this.#bits, value));
  }
}

function shapeOf({ dataType, bitCount, bitOffset }: Channel): Shape | undefined {
  if (bitCount === 0 || bitOffset > 7) return undefined;
  if (dataType === dataTypes.floatLittle || dataType === dataTypes.floatBig) {
    if (bitOffset !== 0) return undefined;
    if (bitCount === 64) return shapes.float64;
    if (bitCount === 32) return shapes.float32;
    return bitCount === 16 ? shapes.float16 : undefined;
  }
  if (dataType > dataTypes.signedBig || bitCount > 64) return undefined;
  if (bitOffset + bitCount > 32) return shapes.wide;
  return bitOffset + bitCount <= 8 && dataType <= dataTypes.unsignedBig ? shapes.byte : shapes.small;
}

/** IEEE 754-2008 binary16. */
function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
