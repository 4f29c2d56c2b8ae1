import type { Threshold } from './rule.ts';

/** The range in which a threshold of a unit is meaningful, so that typing errors are refused. */
const boundsOfUnit: Readonly<Record<string, readonly [min: number, max: number]>> = {
  '%': [0, 100],
  '°C': [-60, 1000],
  V: [0, 1500],
  ms: [0, 3_600_000],
  s: [0, 7 * 86_400],
  h: [0, 24 * 365],
  d: [0, 36_500],
  m: [0, 100_000],
  'm/s': [0, 1000],
  '°': [0, 180],
  rpm: [0, 100_000],
  'm/s²': [0, 1000],
  '': [0, 1e9],
};

export function boundsOf({ unit, min, max }: Threshold): { min: number; max: number } {
  const [least, most] = boundsOfUnit[unit] ?? [0, Number.MAX_SAFE_INTEGER];
  return { min: min ?? least, max: max ?? most };
}

export function hasBounds(unit: string): boolean {
  return unit in boundsOfUnit;
}
