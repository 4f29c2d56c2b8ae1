import type { CustodyIncidentPageBody } from '../api/custody/schema.ts';
import type { SystemBody } from '../api/operation/system-schema.ts';
import type { Http } from './http.ts';
import { withQuery } from './query.ts';

export interface CustodyQuery {
  /** Without it, both. */
  state?: 'open' | 'found_again' | undefined;
  cursor?: string | undefined;
  limit: number;
}

export function operationCalls({ get }: Http) {
  return {
    /** Servers, queues, lags, budgets, repairs. */
    getSystem: (signal?: AbortSignal) => get<SystemBody>('/system', signal),
    /** Recordings that were lost or changed, the newest first. */
    listCustodyIncidents: (query: CustodyQuery, signal?: AbortSignal) =>
      get<CustodyIncidentPageBody>(withQuery('/custody/incidents', { ...query }), signal),
  };
}
