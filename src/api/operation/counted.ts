import { type BatchStatus, batchStatuses } from '../../domain/batch-status.ts';

/** Groups come and go as others like; each is a series of `/metrics`, so that their number is bounded. */
export const mostGroups = 50;

/** Consumer groups by how far behind they are: the first of them, and the others. */
export function furthestBehind<T extends { lag: number }>(lags: readonly T[]): { groups: T[]; rest: T[] } {
  const sorted = lags.toSorted((a, b) => b.lag - a.lag);
  return { groups: sorted.slice(0, mostGroups), rest: sorted.slice(mostGroups) };
}

/** Zeros as well: the list is always the same, and of a series that is new nobody sees by how much it grew. */
export function countsOf<K extends string>(
  kinds: readonly K[],
  counts: readonly { kind: K; count: number }[],
): { kind: K; count: number }[] {
  const byKind = new Map(counts.map(({ kind, count }) => [kind, count]));
  return kinds.map((kind) => ({ kind, count: byKind.get(kind) ?? 0 }));
}

/** The same of batches, with the seconds since the one that moved longest ago came into its state. */
export function batchesByStatus(
  batches: readonly { status: BatchStatus; count: number; oldest_seconds: number }[],
): { status: BatchStatus; count: number; oldest_seconds: number }[] {
  const byStatus = new Map(batches.map((one) => [one.status, one]));
  return batchStatuses.map((status) => {
    const { count = 0, oldest_seconds = 0 } = byStatus.get(status) ?? {};
    return { status, count, oldest_seconds };
  });
}
