/** The servers behind Argus. */
export type ServerName = 'postgres' | 'redis' | 'object_store' | 'temporal' | 'kafka';
export type RoleName = 'api' | 'worker-workflow' | 'worker-parse' | 'relay';

/**
 * `needed`: the role does nothing useful without it. A sentence: what does not work without it, while everything else
 * continues.
 */
type Need = 'needed' | { without: string };

const redisIsOptional: Need = { without: 'Progress is polled, and gates are rebuilt from PostgreSQL.' };

/** What each role needs of which server; a server not listed has nothing to do with the role. */
export const serverNeeds: Readonly<Record<RoleName, Partial<Record<ServerName, Need>>>> = {
  api: {
    postgres: 'needed',
    object_store: { without: 'Uploads, downloads, charts and rendered reports answer 503.' },
    temporal: {
      without: 'Completed batches wait for it, cancel answers 503, and why knows no more than their state.',
    },
    redis: { without: 'Reports come from PostgreSQL, and progress is polled.' },
    kafka: { without: 'Events wait in PostgreSQL, and the lag of consumers is unknown.' },
  },
  'worker-workflow': {
    postgres: 'needed',
    temporal: 'needed',
    object_store: { without: 'Batches wait where their charts are stored.' },
    redis: redisIsOptional,
  },
  'worker-parse': { postgres: 'needed', temporal: 'needed', object_store: 'needed', redis: redisIsOptional },
  relay: { postgres: 'needed', kafka: 'needed' },
};

export const isRoleName = (name: string): name is RoleName => Object.hasOwn(serverNeeds, name);

export interface Readiness {
  status: 'ready' | 'degraded' | 'not_ready';
  /** What does not work when a server is missing that the role can do without, by server. */
  degraded: Partial<Record<ServerName, string>>;
}

/** Judges a role by the servers that do not respond to it. */
export function readinessOf(role: RoleName, missing: readonly ServerName[]): Readiness {
  const needs = serverNeeds[role];
  const degraded = Object.fromEntries(
    missing.flatMap((server) => {
      const need = needs[server];
      return typeof need === 'object' ? [[server, need.without]] : [];
    }),
  );
  if (missing.some((server) => needs[server] === 'needed')) return { status: 'not_ready', degraded };
  return { status: Object.keys(degraded).length > 0 ? 'degraded' : 'ready', degraded };
}
