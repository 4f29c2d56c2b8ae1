import type { SignalDefinition } from './can-database.ts';

/** The raw value of a signal in a payload that begins at `data[start]` and has at least `byteLength` bytes. */
export type RawReader = (data: Uint8Array, start: number) => number;

type Layout = Pick<SignalDefinition, 'startBit' | 'size' | 'bigEndian' | 'signed' | 'float'>;

/** A place counted from the payload's first bit: the most significant bit of byte 0 if it is big-endian. */
function firstBit({ startBit, bigEndian }: Layout): number {
  return bigEndian ? (startBit & ~7) + 7 - (startBit & 7) : startBit;
}

/** Bytes that a payload needs to contain the signal. */
export function neededBytes(signal: Layout): number {
  return Math.ceil((firstBit(signal) + signal.size) / 8);
}

/**
 * Reads integers of up to 64 bits and IEEE 754 floats of 32 and 64. Beyond 53 bits the result is the nearest double.
 * Undefined for signals without such a value: longer signals, floats of other sizes.
 */
export function createRawReader(signal: Layout): RawReader | undefined {
  const { size, signed, float } = signal;
  if (size > 64) return undefined;
  const bit = firstBit(signal);
  const bits = signal.bigEndian ? bigEndianBits : littleEndianBits;
  if (float) return floatReader(signal, bits, bit);
  if (size <= 32) {
    const read = bits(bit, size);
    if (!signed) return read;
    const half = 2 ** (size - 1);
    const whole = 2 ** size;
    return (data, start) => {
      const value = read(data, start);
      return value >= half ? value - whole : value;
    };
  }
  const { high, low } = halves(signal, bits, bit);
  const half = signed ? 2 ** (size - 33) : Number.POSITIVE_INFINITY;
  const whole = 2 ** (size - 32);
  return (data, start) => {
    const upper = high(data, start);
    return (upper >= half ? upper - whole : upper) * 2 ** 32 + low(data, start);
  };
}

/** The lower 32 bits, and the rest. */
function halves({ size, bigEndian }: Layout, bits: typeof bigEndianBits, bit: number) {
  return bigEndian
    ? { high: bits(bit, size - 32), low: bits(bit + size - 32, 32) }
    : { high: bits(bit + 32, size - 32), low: bits(bit, 32) };
}

function floatReader(signal: Layout, bits: typeof bigEndianBits, bit: number): RawReader | undefined {
  const view = new DataView(new ArrayBuffer(8));
  if (signal.size === 32) {
    const read = bits(bit, 32);
    return (data, start) => {
      view.setUint32(0, read(data, start));
      return view.getFloat32(0);
    };
  }
  if (signal.size !== 64) return undefined;
  const { high, low } = halves(signal, bits, bit);
  return (data, start) => {
    view.setUint32(0, high(data, start));
    view.setUint32(4, low(data, start));
    return view.getFloat64(0);
  };
}

/** `size` bits, at most 32, of which the least significant is `bit`. They span at most 5 bytes: exact in a double. */
function littleEndianBits(bit: number, size: number): RawReader {
  const first = bit >> 3;
  const last = (bit + size - 1) >> 3;
  const shift = bit & 7;
  if (last - first < 4 && size < 32) {
    const mask = 2 ** size - 1;
    return (data, start) => {
      let value = 0;
      for (let at = last; at >= first; at -= 1) value = (value << 8) | (data[start + at] as number);
      return (value >>> shift) & mask;
    };
  }
  return wideBits(first, last, 1, 2 ** shift, 2 ** size);
}

/** `size` bits, at most 32, of which the most significant is `bit`, counted from the front. */
function bigEndianBits(bit: number, size: number): RawReader {
  const first = bit >> 3;
  const last = (bit + size - 1) >> 3;
  const shift = 7 - ((bit + size - 1) & 7);
  if (last - first < 4 && size < 32) {
    const mask = 2 ** size - 1;
    return (data, start) => {
      let value = 0;
      for (let at = first; at <= last; at += 1) value = (value << 8) | (data[start + at] as number);
      return (value >>> shift) & mask;
    };
  }
  return wideBits(last, first, -1, 2 ** shift, 2 ** size);
}

/** From the byte at `least` on, which has the least significant bits, to the one at `most`. */
function wideBits(least: number, most: number, step: 1 | -1, unit: number, range: number): RawReader {
  return (data, start) => {
    let value = 0;
    let weight = 1;
    for (let at = least; at !== most + step; at += step) {
      value += (data[start + at] as number) * weight;
      weight *= 256;
    }
    return Math.floor(value / unit) % range;
  };
}
