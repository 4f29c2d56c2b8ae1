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

type Shape = 'constant' | 'small' | 'wide' | 'float16' | 'float32' | 'float64';

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
    this.bytes = shape === 'constant' ? 0 : Math.ceil((channel.bitOffset + channel.bitCount) / 8);
    this.#mask = channel.bitCount >= 32 ? 0xffff_ffff : 2 ** channel.bitCount - 1;
    this.#littleEndian = channel.dataType % 2 === 0;
    this.#signed = channel.dataType === dataTypes.signedLittle || channel.dataType === dataTypes.signedBig;
    this.#constant = constant;
  }

  /** Undefined where the channel is no number, or does not lie within `recordBytes`. */
  static of(channel: Channel, recordBytes: number): NumberField | undefined {
    if (channel.kind === 'virtual')
      return new NumberField(channel, 'constant', convert(channel.conversion, 0));
    if (channel.kind !== 'fixed' && channel.kind !== 'master') return undefined;
    const shape = shapeOf(channel);
    if (!shape) return undefined;
    const field = new NumberField(channel, shape);
    return field.at + field.bytes <= recordBytes ? field : undefined;
  }

  /** The raw value in the record that begins at `start`; above 2^53 only nearly. */
  read(data: Uint8Array, view: DataView, start: number): number {
    const at = start + this.at;
    switch (this.#shape) {
      case 'constant':
        return this.#constant;
      case 'small':
        return this.#small(data, at);
      case 'wide':
        return this.#wide(data, at);
      case 'float32':
        return view.getFloat32(at, this.#littleEndian);
      case 'float64':
        return view.getFloat64(at, this.#littleEndian);
      case 'float16':
        return float16(view.getUint16(at, this.#littleEndian));
    }
  }

  /** At most 32 bits in at most 4 bytes. */
  #small(data: Uint8Array, at: number): number {
    let value = 0;
    if (this.#littleEndian)
      for (let i = this.bytes - 1; i >= 0; i -= 1) value = (value << 8) | (data[at + i] as number);
    else for (let i = 0; i < this.bytes; i += 1) value = (value << 8) | (data[at + i] as number);
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
    return bitCount === 64
      ? 'float64'
      : bitCount === 32
        ? 'float32'
        : bitCount === 16
          ? 'float16'
          : undefined;
  }
  if (dataType > dataTypes.signedBig || bitCount > 64) return undefined;
  return bitOffset + bitCount <= 32 ? 'small' : 'wide';
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
