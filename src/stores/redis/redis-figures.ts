/** Sections of INFO that contain the figures. */
export const sections = ['memory', 'stats', 'errorstats'] as const;

/** Errors with which Redis refuses a write that could succeed later. */
const refusals = { out_of_memory: 'OOM', read_only: 'READONLY', disk: 'MISCONF' } as const;

export interface RedisFigures {
  memoryBytes: number;
  hits: number;
  misses: number;
  evictedKeys: number;
  refused: Record<keyof typeof refusals, number>;
}

/** Reads the text of Redis' INFO command. */
export function redisFigures(info: string): RedisFigures {
  const figure = (name: string) => Number(new RegExp(`^${name}:(?:count=)?(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  return {
    memoryBytes: figure('used_memory'),
    hits: figure('keyspace_hits'),
    misses: figure('keyspace_misses'),
    evictedKeys: figure('evicted_keys'),
    refused: {
      out_of_memory: figure(`errorstat_${refusals.out_of_memory}`),
      read_only: figure(`errorstat_${refusals.read_only}`),
      disk: figure(`errorstat_${refusals.disk}`),
    },
  };
}
