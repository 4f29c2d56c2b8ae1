/** Raw to physical value (ASAM MDF 4.1, CC block). */
export type Conversion =
  | { kind: 'linear'; factor: number; offset: number }
  /** NaN where the value is meant as a text. */
  | { kind: 'function'; apply: (raw: number) => number }
  /** The raw value is a text, and stands for a number; NaN for texts that stand for none. */
  | { kind: 'from-text'; apply: (raw: string) => number }
  /** The result is a text: the value stays what it is as a number, but means nothing as one. */
  | { kind: 'text' }
  /** A rule that is not whole, or not known; what the value means is unknown. */
  | { kind: 'unknown' };

export function convert(conversion: Conversion | undefined, raw: number): number {
  if (conversion?.kind === 'linear') return raw * conversion.factor + conversion.offset;
  return conversion?.kind === 'function' ? conversion.apply(raw) : raw;
}
