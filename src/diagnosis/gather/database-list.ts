import type { Aggregate } from '../aggregate.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';

const kept = 100;

/** The CAN databases that provided names of signals of the batch. */
export function createDatabaseList() {
  const databases = createBoundedMap<Aggregate['databases'][number]>(kept);
  return {
    add({ summary }: SummarisedFile): void {
      for (const { name, sha256, identifiers } of summary.databases ?? []) {
        if (identifiers === 0) continue;
        databases.put(
          `${name}\u0000${sha256}`,
          () => ({ name, sha256 }),
          () => undefined,
        );
      }
    },

    finish: () => databases.values(),
  };
}
