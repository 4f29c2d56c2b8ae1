/** The first `limit` items of a total order, whatever the order in which they are added; no others are held. */
export interface TopList<T> {
  add(item: T): void;
  /** Sorted. */
  items(): T[];
  /** How many were added but are not in `items()`. */
  dropped(): number;
}

export function createTopList<T>(limit: number, compare: (a: T, b: T) => number): TopList<T> {
  const held: T[] = [];
  let dropped = 0;

  /** Where the item belongs: halves what is left until nothing is. */
  function placeOf(item: T): number {
    let from = 0;
    let to = held.length;
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (compare(held[middle] as T, item) <= 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  return {
    add(item) {
      held.splice(placeOf(item), 0, item);
      if (held.length <= limit) return;
      held.pop();
      dropped += 1;
    },
    items: () => [...held],
    dropped: () => dropped,
  };
}
