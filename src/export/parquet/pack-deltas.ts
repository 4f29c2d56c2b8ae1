import { ByteWriter } from 'hyparquet-writer';

/** Parquet format, "Delta Encoding": a block has a multiple of 128 values, each of its parts a multiple of 32. */
const blockValues = 128;
const blockParts = 4;
const partValues = blockValues / blockParts;
/** Differences are numbers; those of two of them are exact too. */
const mostDelta = 2 ** 52;
/** Bits that are put in place at a time, with up to seven from before them. */
const pieceBits = 24;
const piece = 2 ** pieceBits;

/**
 * Values as `DELTA_BINARY_PACKED`; undefined if two that follow one another differ by 2^52 or more.
 * @param halves of the values, 32 bits each, the lower one first.
 */
export function packDeltas(first: bigint, halves: Int32Array): Uint8Array | undefined {
  const count = halves.length / 2;
  const writer = new ByteWriter(64 + count * 2);
  writer.appendVarInt(blockValues);
  writer.appendVarInt(blockParts);
  writer.appendVarInt(count);
  writer.appendZigZag(first);
  const deltas = new Float64Array(blockValues);
  for (let from = 1; from < count; from += blockValues) {
    const size = Math.min(blockValues, count - from);
    const min = readDeltas(halves, from, size, deltas);
    if (min === undefined) return undefined;
    writer.appendZigZag(BigInt(min));
    writeBlock(writer, deltas, min, size);
  }
  return writer.getBytes();
}

/** The smallest. */
function readDeltas(
  halves: Int32Array,
  from: number,
  size: number,
  deltas: Float64Array,
): number | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let at = 2 * from - 2;
  let [low, high] = [(halves[at] as number) >>> 0, halves[at + 1] as number];
  for (let i = 0; i < size; i += 1) {
    at += 2;
    const [nextLow, nextHigh] = [(halves[at] as number) >>> 0, halves[at + 1] as number];
    const delta = (nextHigh - high) * 2 ** 32 + (nextLow - low);
    [low, high] = [nextLow, nextHigh];
    deltas[i] = delta;
    if (delta < min) min = delta;
    if (delta > max) max = delta;
  }
  return -min < mostDelta && max < mostDelta ? min : undefined;
}

/** The widths of the parts, then the parts. */
function writeBlock(writer: ByteWriter, deltas: Float64Array, min: number, size: number): void {
  const widths = new Uint8Array(blockParts);
  for (let part = 0; part < blockParts; part += 1) {
    let most = 0;
    for (let i = part * partValues; i < Math.min(size, (part + 1) * partValues); i += 1)
      most = Math.max(most, (deltas[i] as number) - min);
    widths[part] = most === 0 ? 0 : bitsOf(most);
  }
  writer.appendBytes(widths);
  for (const [part, width] of widths.entries())
    if (width > 0) writer.appendBytes(packPart(deltas, part * partValues, size, min, width));
}

function bitsOf(value: number): number {
  const high = Math.floor(value / 2 ** 32);
  return high === 0 ? 32 - Math.clz32(value) : 64 - Math.clz32(high);
}

/** 32 values of `width` bits, the lowest first; those behind the last one are 0. */
function packPart(deltas: Float64Array, from: number, size: number, min: number, width: number): Uint8Array {
  const packed = new Uint8Array((partValues / 8) * width);
  let [at, pending, used] = [0, 0, 0];
  for (let i = from; i < from + partValues; i += 1) {
    let rest = i < size ? (deltas[i] as number) - min : 0;
    for (let left = width; left > 0; left -= pieceBits) {
      const low = rest % piece;
      rest = (rest - low) / piece;
      pending |= low << used;
      used += Math.min(left, pieceBits);
      for (; used >= 8; used -= 8) {
        packed[at] = pending;
        pending >>>= 8;
        at += 1;
      }
    }
  }
  return packed;
}
