interface Bucket {
  /** First day, UTC. */
  start: string;
  batches: number;
}

export interface ShareBar {
  start: string;
  /** Batches with it, of all batches in the bucket. */
  batches: number;
  all: number;
  /** 0 to 1. */
  share: number;
}

/** In each bucket of the fleet, how many of its batches have a code. Buckets without batches say nothing, and are absent. */
export function shareBars(periods: readonly Bucket[], series: readonly Bucket[]): ShareBar[] {
  const withCode = new Map(series.map(({ start, batches }) => [start, batches]));
  return periods
    .filter(({ batches }) => batches > 0)
    .map(({ start, batches: all }) => {
      const batches = Math.min(withCode.get(start) ?? 0, all);
      return { start, batches, all, share: batches / all };
    });
}
