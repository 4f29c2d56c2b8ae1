import type { SoftwareSums } from '../../stores/postgres/fleet-software.ts';

const hourMs = 3_600_000;
/** Below it a single finding would be a rate of more than ten. */
export const leastHours = 1;

/** Whether enough was recorded for a rate, or to miss what is not there. */
export function isEnough({ recorded_ms }: Pick<SoftwareSums, 'recorded_ms'>): boolean {
  return recorded_ms >= leastHours * hourMs;
}

/** The sums as they are shown, with their rates; those are null where too little was recorded. */
export function withRates({ batches, recorded_ms, findings, codes }: SoftwareSums) {
  const rate = (count: number) => (isEnough({ recorded_ms }) ? (count * 10 * hourMs) / recorded_ms : null);
  return {
    batches,
    recorded_hours: recorded_ms / hourMs,
    findings,
    codes,
    findings_per_10_h: rate(findings),
    codes_per_10_h: rate(codes),
  };
}
