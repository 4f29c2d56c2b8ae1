import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { SessionBody } from '../../../src/api/access/schema.ts';
import { getSession } from '../api/access.ts';
import { onRefusal } from '../api/client.ts';
import { sessionKey } from './batch-queries.ts';
import { type Query, useQuery } from './use-query.ts';

export const SessionContext = createContext<SessionBody | undefined>(undefined);

/** Who uses the console; undefined while that is not known. */
export const useSession = (): SessionBody | undefined => useContext(SessionContext);

/** Asks who uses the console, and again when a request is refused: a session ends, or its token is revoked. */
export function useSessionQuery(): Query<SessionBody> {
  const query = useQuery(sessionKey, getSession);
  const { reload } = query;
  useEffect(() => onRefusal(reload), [reload]);
  return query;
}
