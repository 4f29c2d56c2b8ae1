import { createChecks } from './async/checks.ts';
import {
  type Readiness,
  type RoleName,
  readinessOf,
  type ServerName,
  serverNeeds,
} from './domain/server-needs.ts';
import type { Orchestrator } from './orchestrator/client.ts';
import type { Stores } from './stores/open-stores.ts';

export interface ReadinessAnswer extends Readiness {
  servers: Partial<Record<ServerName, { ok: boolean; milliseconds: number; error?: string }>>;
  /** Servers that do not respond. */
  missing: ServerName[];
}

/** A server that takes longer counts as unavailable; probes wait longer than that. */
const checkMs = 2_000;

/** Checks the servers that a role depends on, and judges it by those that respond. */
export function createReadiness(
  role: RoleName,
  { stores, orchestrator }: { stores: Stores; orchestrator: Orchestrator },
  track?: (work: Promise<unknown>) => void,
): () => Promise<ReadinessAnswer> {
  const pings: Record<ServerName, () => Promise<unknown>> = {
    postgres: () => stores.db.query('SELECT 1'),
    redis: () => stores.redis.ping(),
    object_store: () => stores.objects.ping(),
    temporal: () => orchestrator.ping(),
    kafka: () => stores.kafka.ping(),
  };
  const names = Object.keys(serverNeeds[role]) as ServerName[];
  const check = createChecks(Object.fromEntries(names.map((name) => [name, pings[name]])), checkMs, track);
  return async () => {
    const results = Object.entries(await check());
    const servers = Object.fromEntries(results.map(([name, result]) => [name, withoutValue(result)]));
    const missing = names.filter((name) => servers[name]?.ok === false);
    return { ...readinessOf(role, missing), servers, missing };
  };
}

function withoutValue(result: { ok: boolean; milliseconds: number; error?: string }) {
  const { ok, milliseconds, error } = result;
  return { ok, milliseconds, ...(error !== undefined && { error }) };
}
