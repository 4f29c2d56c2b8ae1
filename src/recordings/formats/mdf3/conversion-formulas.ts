import type { NumberRule } from '../mdf/conversion-rules.ts';

/** (P2 − P4·(x − P5 − P6)) / (P3·(x − P5 − P6) − P1) (MDF 3.3, CC block, type 6), both with the other sign. */
export function polynomial(p: Float64Array): NumberRule {
  const [p1 = 0, p2 = 0, p3 = 0, p4 = 0, p5 = 0, p6 = 0] = p;
  return (raw) => {
    const x = raw - p5 - p6;
    return (p4 * x - p2) / (p1 - p3 * x);
  };
}

/**
 * Types 7 and 8 (MDF 3.3, CC block), the inverse of what a control unit calculates: with `Math.log` of its exponential
 * function, with `Math.exp` of its logarithm. Undefined if the parameters are those of neither form.
 */
export function inverseOf(p: Float64Array, inverse: (x: number) => number): NumberRule | undefined {
  const [p1 = 0, p2 = 0, p3 = 0, p4 = 0, p5 = 0, p6 = 0, p7 = 0] = p;
  if (p4 === 0) return (raw) => inverse(((raw - p7) * p6 - p3) / p1) / p2;
  return p1 === 0 ? (raw) => inverse((p3 / (raw - p7) - p6) / p4) / p5 : undefined;
}
