/** Nets by their median voltage; outside these ranges there are no standard limits. `rest`: of a full battery (EN 50342-1). */
const nets = [
  { nominal: 12, rest: 12.7, from: 11, to: 15.5, warning: 'warning_12v', error: 'error_12v' },
  { nominal: 24, rest: 25.4, from: 21, to: 31, warning: 'warning_24v', error: 'error_24v' },
] as const;

export type SupplyNet = (typeof nets)[number];

/** `usual` in volts. */
export function supplyNetOf(usual: number): SupplyNet | undefined {
  return nets.find(({ from, to }) => usual >= from && usual <= to);
}

export const startRise = {
  value: 3,
  unit: '%',
  source:
    'a full lead-acid battery rests at 12.7 V (EN 50342-1), generators charge with 13.5 V or more; after a start the voltage is higher than before it',
} as const;
