import type { FileSummary } from '../../../src/recordings/summary/file-summary.ts';

/** Values in figures, and values left out for a named reason. */
export function accountedFor({ metrics, omitted }: FileSummary): number {
  const kept = metrics.reduce((sum, { count }) => sum + count, 0);
  return Object.values(omitted.values ?? {}).reduce((sum, count) => sum + count, kept);
}
