import { ascii } from '../text/ascii.ts';

/** Numbers with a sign that can only be the decimal one, and those in which it may separate thousands as well. */
const shapes = {
  point: { plain: /^[+-]?\d+\.\d+(?:e[+-]?\d+)?$/i, grouped: /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/ },
  comma: { plain: /^[+-]?\d+,\d+(?:e[+-]?\d+)?$/i, grouped: /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/ },
} as const;
/** A number whose thousands are separated: what stands behind them is the decimal sign. */
const both = {
  point: /^[+-]?\d{1,3}(?:[,'’\u00a0\u202f]\d{3})+\.\d+$/,
  comma: /^[+-]?\d{1,3}(?:[.'’\u00a0\u202f]\d{3})+,\d+$/,
} as const;

type Sign = 'point' | 'comma';

/** Which sign is the decimal one in a number; undefined if there is none, or it may separate thousands. */
function signOf(cell: string): Sign | 'either point' | 'either comma' | undefined {
  for (const sign of ['point', 'comma'] as const) {
    if (both[sign].test(cell)) return sign;
    if (shapes[sign].grouped.test(cell)) return `either ${sign}`;
    if (shapes[sign].plain.test(cell)) return sign;
  }
  return undefined;
}

/**
 * The decimal sign of a table from some of its rows: a comma if cells have one as such, and none has a point. `1,200` has three
 * digits behind the comma, as thousands have: where all commas are so and also separate the columns, as programs that
 * write English do, they are no decimal signs.
 */
export function decimalSign(sample: readonly (readonly string[])[], separator: number): number {
  const seen = { point: 0, comma: 0, 'either point': 0, 'either comma': 0 };
  for (const row of sample) {
    for (const cell of row) {
      const sign = signOf(cell);
      if (sign) seen[sign] += 1;
    }
  }
  if (seen.point > 0) return ascii.point;
  const separates = separator === ascii.comma;
  // With three digits behind each, points are decimal signs unless a comma must be one, and commas unless they separate columns.
  if (seen.comma === 0 && (separates || seen['either point'] > 0)) return ascii.point;
  const commas = seen.comma + seen['either comma'];
  return commas > 0 && (!separates || commas > 1) ? ascii.comma : ascii.point;
}
