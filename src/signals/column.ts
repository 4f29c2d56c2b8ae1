/** Samples in a block, of which smallest, largest and mean are kept beside the samples. */
export const blockSamples = 256;
/** Numbers of a block: time of the first and of the last sample, smallest, largest, sum. */
export const blockNumbers = 5;

/** The samples of one signal of one file, ascending by time. */
export interface NumberColumn {
  kind: 'number';
  /** Nanoseconds, of the recording's clock, from which `times` count. */
  startNs: bigint;
  /** Nanoseconds; exact up to 104 days. */
  times: Float64Array;
  values: Float64Array;
  /** `blockNumbers` for each block of `blockSamples`. */
  blocks: Float64Array;
}

/** Texts at the times where they change, or lines of a log. */
export interface TextColumn {
  kind: 'text';
  startNs: bigint;
  times: Float64Array;
  texts: string[];
  /** Of lines of a log. */
  severities?: string[] | undefined;
}

export interface ColumnFacts {
  unit: string | null;
  labels: Record<string, string> | null;
  /** `unix`, `boot` or `unknown`. */
  clock: string;
  /** Samples beyond the limit. */
  omitted: number;
}

export type Column = (NumberColumn | TextColumn) & ColumnFacts;

/** The blocks of a column. */
export function blocksOf(times: Float64Array, values: Float64Array): Float64Array {
  const count = Math.ceil(times.length / blockSamples);
  const blocks = new Float64Array(count * blockNumbers);
  for (let block = 0; block < count; block += 1) {
    const from = block * blockSamples;
    const to = Math.min(times.length, from + blockSamples);
    let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (let at = from; at < to; at += 1) {
      const value = values[at] as number;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
    blocks.set([times[from] as number, times[to - 1] as number, min, max, sum], block * blockNumbers);
  }
  return blocks;
}

/** `ACL` and a version of the layout below. */
const magic = 0x41434c01;
const headBytes = 8;

/**
 * A column as an object: magic, bytes of the header (both big-endian 32 bits), a header in JSON, and from the next
 * multiple of 8 on blocks, times and values as little-endian doubles.
 */
export function encodeColumn(column: Column): Uint8Array {
  const { startNs, times, unit, labels, clock, omitted } = column;
  const shared = {
    kind: column.kind,
    start_ns: String(startNs),
    count: times.length,
    unit,
    labels,
    clock,
    omitted,
  };
  const header = Buffer.from(
    JSON.stringify(
      column.kind === 'text' ? { ...shared, texts: column.texts, severities: column.severities } : shared,
    ),
  );
  const arrays = column.kind === 'number' ? [column.blocks, times, column.values] : [times];
  const from = (headBytes + header.byteLength + 7) & ~7;
  const bytes = new Uint8Array(from + arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint32(4, header.byteLength);
  bytes.set(header, headBytes);
  let at = from;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  return bytes;
}

interface Header extends ColumnFacts {
  kind: 'number' | 'text';
  start_ns: string;
  count: number;
  texts?: string[];
  severities?: string[];
}

/** The column in an object; undefined if it is of another layout. */
export function decodeColumn(object: Uint8Array): Column | undefined {
  if (object.byteLength < headBytes) return undefined;
  const view = new DataView(object.buffer, object.byteOffset, object.byteLength);
  if (view.getUint32(0) !== magic) return undefined;
  const headerEnd = headBytes + view.getUint32(4);
  const header = JSON.parse(Buffer.from(object.subarray(headBytes, headerEnd)).toString()) as Header;
  const from = (headerEnd + 7) & ~7;
  const aligned = (object.byteOffset + from) % 8 === 0 ? object.subarray(from) : object.slice(from);
  const doubles = new Float64Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 8));
  const { count, unit, labels, clock, omitted, start_ns } = header;
  const facts = { unit, labels, clock, omitted, startNs: BigInt(start_ns) };
  if (header.kind === 'text') {
    const { texts = [], severities } = header;
    return { ...facts, kind: 'text', times: doubles.subarray(0, count), texts, severities };
  }
  const blockEnd = Math.ceil(count / blockSamples) * blockNumbers;
  return {
    ...facts,
    kind: 'number',
    blocks: doubles.subarray(0, blockEnd),
    times: doubles.subarray(blockEnd, blockEnd + count),
    values: doubles.subarray(blockEnd + count, blockEnd + 2 * count),
  };
}
