/** Keys counted at once; beyond them all begin anew, which only forgives. */
const most = 10_000;

/** Counts what happened for each key in the current window of so many milliseconds. */
export function createWindowCounts(windowMs: number) {
  const counts = new Map<string, number>();
  let endsAt = 0;

  function turn(): void {
    const now = Date.now();
    if (now < endsAt && counts.size < most) return;
    counts.clear();
    endsAt = (Math.floor(now / windowMs) + 1) * windowMs;
  }

  return {
    add(key: string, amount = 1): number {
      turn();
      const count = (counts.get(key) ?? 0) + amount;
      counts.set(key, count);
      return count;
    },
    of(key: string): number {
      turn();
      return counts.get(key) ?? 0;
    },
    /** Until the next window, at least 1. */
    secondsLeft: (): number => Math.max(1, Math.ceil((endsAt - Date.now()) / 1000)),
  };
}
