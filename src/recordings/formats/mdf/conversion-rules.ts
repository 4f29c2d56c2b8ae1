/** The physical value of a number, NaN if that is a text. */
export type NumberRule = (raw: number) => number;

/** (P1·x² + P2·x + P3) / (P4·x² + P5·x + P6) */
export function rational(p: Float64Array): NumberRule {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = p;
  // The common factor is left out, so that 0 has a value too.
  if (c === 0 && f === 0) return (x) => (a * x + b) / (d * x + e);
  return (x) => ((a * x + b) * x + c) / ((d * x + e) * x + f);
}

/** Rows of key and value, keys ascending. Between two keys: linear interpolation, or the value of the nearer key. */
export function table(rows: Float64Array, interpolated: boolean): NumberRule {
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
export function rangeTable(rows: Float64Array, isFloat: boolean): NumberRule {
  const count = Math.floor((rows.length - 1) / 3);
  const lower = Float64Array.from({ length: count }, (_, row) => rows[row * 3] as number);
  const upper = Float64Array.from({ length: count }, (_, row) => rows[row * 3 + 1] as number);
  const rowOf = rowFinder(lower, upper, isFloat);
  return (x) => {
    const row = rowOf(x);
    return rows[row < 0 ? count * 3 : row * 3 + 2] as number;
  };
}

/** Keys, each with its result; a text if there is no rule. */
export function valueTable(
  keys: Float64Array,
  rules: readonly (NumberRule | undefined)[],
  otherwise: NumberRule | undefined,
): NumberRule {
  const byKey = new Map<number, NumberRule | undefined>();
  for (const [row, key] of keys.entries()) if (!byKey.has(key)) byKey.set(key, rules[row]);
  return (x) => {
    const rule = byKey.get(x) ?? (byKey.has(x) ? undefined : otherwise);
    return rule ? rule(x) : Number.NaN;
  };
}

/** The same by pairs of lower and upper key. */
export function valueRangeTable(
  keys: Float64Array,
  rules: readonly (NumberRule | undefined)[],
  otherwise: NumberRule | undefined,
  isFloat: boolean,
): NumberRule {
  const count = keys.length >> 1;
  const lower = Float64Array.from({ length: count }, (_, row) => keys[row * 2] as number);
  const upper = Float64Array.from({ length: count }, (_, row) => keys[row * 2 + 1] as number);
  const rowOf = rowFinder(lower, upper, isFloat);
  return (x) => {
    const row = rowOf(x);
    const rule = row < 0 ? otherwise : rules[row];
    return rule ? rule(x) : Number.NaN;
  };
}

/**
 * Finds the first row whose range contains a value; −1 if none does. The upper bound is included in integer ranges,
 * and in floating-point ranges only if it equals the lower bound (ASAM MDF 4.1, CC block, cc_type 6 and 8).
 */
function rowFinder(lower: Float64Array, upper: Float64Array, isFloat: boolean): (x: number) => number {
  const holds = (row: number, x: number) => {
    const [from, to] = [lower[row] as number, upper[row] as number];
    return x >= from && (x < to || (x === to && (!isFloat || from === to)));
  };
  const rising = lower.every((from, row) => {
    const to = upper[row] as number;
    return from <= to && (row === 0 || from >= (upper[row - 1] as number));
  });
  if (!rising) return (x) => lower.findIndex((_, row) => holds(row, x));
  return (x) => {
    let row = lastAtMost(lower, x);
    while (row > 0 && holds(row - 1, x)) row -= 1;
    return row >= 0 && holds(row, x) ? row : -1;
  };
}

/** The last of ascending `values` that is not above `x`; −1 if all are. */
function lastAtMost(values: Float64Array, x: number): number {
  let low = 0;
  for (let high = values.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
