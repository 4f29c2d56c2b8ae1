/**
 * The first `limit` items of a total order, whatever the order in which they are added; at most twice as many are
 * held.
 */
export interface TopList<T> {
  add(item: T): void;
  /** Sorted. */
  items(): T[];
  /** How many were added but are not in `items()`. */
  dropped(): number;
}

export function createTopList<T>(limit: number, compare: (a: T, b: T) => number): TopList<T> {
  let held: T[] = [];
  let added = 0;

  return {
    add(item) {
      added += 1;
      held.push(item);
      if (held.length > 2 * limit) held = held.sort(compare).slice(0, limit);
    },
    items: () => held.toSorted(compare).slice(0, limit),
    dropped: () => Math.max(0, added - limit),
  };
}
