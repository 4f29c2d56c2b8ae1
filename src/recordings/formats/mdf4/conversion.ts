import type { Block } from './blocks.ts';

/** Raw to physical value (ASAM MDF 4.1, CC block). */
export type Conversion =
  | { kind: 'linear'; factor: number; offset: number }
  | { kind: 'function'; apply: (raw: number) => number }
  /** The result is a text: the value stays what it is as a number, but means nothing as one. */
  | { kind: 'text' };

/** Rows of a conversion table that are read. */
const maxRows = 10_000;

/** cc_type; what is not here (algebraic formulas, texts as input) is not interpreted. */
const types = {
  none: 0,
  linear: 1,
  rational: 2,
  interpolate: 4,
  table: 5,
  rangeTable: 6,
  firstText: 7,
  lastText: 11,
};

/** `identity` where the value is meant as it is; undefined where the rule is not known or not whole. */
export function parseConversion({ data }: Block): Conversion | 'identity' | undefined {
  if (data.byteLength < 24) return undefined;
  const type = data.getUint8(0);
  if (type === types.none) return 'identity';
  if (type >= types.firstText && type <= types.lastText) return { kind: 'text' };
  const count = Math.min(data.getUint16(6, true), Math.floor((data.byteLength - 24) / 8), 3 * maxRows);
  const values = Float64Array.from({ length: count }, (_, index) => data.getFloat64(24 + index * 8, true));
  switch (type) {
    case types.linear:
      if (count < 2) return undefined;
      return { kind: 'linear', offset: values[0] as number, factor: values[1] as number };
    case types.rational:
      return count < 6 ? undefined : { kind: 'function', apply: rational(values) };
    case types.interpolate:
    case types.table:
      if (count < 2) return undefined;
      return { kind: 'function', apply: table(values, type === types.interpolate) };
    case types.rangeTable:
      return count < 4 ? undefined : { kind: 'function', apply: rangeTable(values) };
    default:
      return undefined;
  }
}

/** (P1·x² + P2·x + P3) / (P4·x² + P5·x + P6) */
function rational(p: Float64Array): (raw: number) => number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = p;
  return (x) => ((a * x + b) * x + c) / ((d * x + e) * x + f);
}

/** Rows of key and value, keys rising. Between two keys: on the line, or the value of the nearer key. */
function table(rows: Float64Array, interpolated: boolean): (raw: number) => number {
  const last = Math.floor(rows.length / 2) - 1;
  const key = (row: number) => rows[row * 2] as number;
  const value = (row: number) => rows[row * 2 + 1] as number;
  return (x) => {
    if (!(x > key(0))) return Number.isNaN(x) ? x : value(0);
    if (x >= key(last)) return value(last);
    let low = 0;
    for (let high = last; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (key(middle) <= x) low = middle;
      else high = middle;
    }
    const share = (x - key(low)) / (key(low + 1) - key(low));
    if (interpolated) return value(low) + share * (value(low + 1) - value(low));
    return value(share > 0.5 ? low + 1 : low);
  };
}

/** Rows of lower key, upper key and value, then the value for everything else. */
function rangeTable(rows: Float64Array): (raw: number) => number {
  const count = Math.floor((rows.length - 1) / 3);
  return (x) => {
    for (let row = 0; row < count; row += 1) {
      if (x >= (rows[row * 3] as number) && x <= (rows[row * 3 + 1] as number))
        return rows[row * 3 + 2] as number;
    }
    return rows[count * 3] as number;
  };
}

export function convert(conversion: Conversion | undefined, raw: number): number {
  if (conversion?.kind === 'linear') return raw * conversion.factor + conversion.offset;
  return conversion?.kind === 'function' ? conversion.apply(raw) : raw;
}
