/** Raw to physical value (ASAM MDF 4.1, CC block). */
export type Conversion =
  | { kind: 'linear'; factor: number; offset: number }
  /** NaN if the value denotes a text. */
  | { kind: 'function'; apply: (raw: number) => number }
  /** The raw value is a text that stands for a number; NaN for texts that stand for none. */
  | { kind: 'from-text'; apply: (raw: string) => number }
  /** The result is a text: the value remains the raw number, but has no meaning as a number. */
  | { kind: 'text' }
  /** A rule that is incomplete or unknown; the meaning of the value is unknown. */
  | { kind: 'unknown' };

export function convert(conversion: Conversion | undefined, raw: number): number {
  if (conversion?.kind === 'linear') return raw * conversion.factor + conversion.offset;
  return conversion?.kind === 'function' ? conversion.apply(raw) : raw;
}
