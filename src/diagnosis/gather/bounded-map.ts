import { compareText } from './sighting.ts';

/**
 * A map that holds at most twice `limit` entries and finally the `limit` smallest keys. What is dropped depends on
 * the keys only, and a key that remains was never dropped before: its value is therefore exact, and the result does
 * not depend on the order of the calls.
 */
export interface BoundedMap<V> {
  /** Updates the value of `key`, or inserts what `create` returns. */
  put(key: string, create: () => V, update: (present: V) => void): void;
  /** In the order of the keys. */
  values(): V[];
  /** How many calls of `put` are not included in `values()`. */
  dropped(): number;
}

export function createBoundedMap<V>(limit: number): BoundedMap<V> {
  let entries = new Map<string, { value: V; puts: number }>();
  /** The smallest key of those dropped: from it on, all are. */
  let firstDropped: string | undefined;
  let puts = 0;

  const inOrder = () => [...entries].sort(([a], [b]) => compareText(a, b));
  const smallest = () => inOrder().slice(0, limit);

  return {
    put(key, create, update) {
      puts += 1;
      const present = entries.get(key);
      if (present) {
        present.puts += 1;
        update(present.value);
        return;
      }
      if (firstDropped && key >= firstDropped) return;
      entries.set(key, { value: create(), puts: 1 });
      if (entries.size <= 2 * limit) return;
      const sorted = inOrder();
      [firstDropped] = sorted.slice(limit).map(([each]) => each);
      entries = new Map(sorted.slice(0, limit));
    },
    values: () => smallest().map(([, { value }]) => value),
    dropped: () => smallest().reduce((rest, [, entry]) => rest - entry.puts, puts),
  };
}
