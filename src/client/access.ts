import type { z } from 'zod';
import type {
  AuditPageBody,
  CreatedTokenBody,
  createTokenBody,
  SessionBody,
  TokenPageBody,
} from '../api/access/schema.ts';
import type { Http } from './http.ts';
import { withQuery } from './query.ts';

export interface AuditQuery {
  cursor?: string | undefined;
  actor?: string | undefined;
  action?: string | undefined;
}

export function accessCalls(http: Http) {
  return {
    /** Who asks, and how one can sign in. */
    getSession: (signal?: AbortSignal) => http.get<SessionBody>('/session', signal),
    /** For browsers: begins a session, whose cookie every later call brings along. */
    signIn: (token: string) => http.post<SessionBody>('/session', { token }),
    signOut: () => http.delete<undefined>('/session'),
    createToken: (token: z.input<typeof createTokenBody>) => http.post<CreatedTokenBody>('/tokens', token),
    /** The newest first. */
    listTokens: (query: { cursor?: string | undefined; limit: number }, signal?: AbortSignal) =>
      http.get<TokenPageBody>(withQuery('/tokens', query), signal),
    revokeToken: (id: string) => http.delete<undefined>(`/tokens/${encodeURIComponent(id)}`),
    listAudit: (query: AuditQuery & { limit: number }, signal?: AbortSignal) =>
      http.get<AuditPageBody>(withQuery('/audit', { ...query }), signal),
    auditExportUrl: () => withQuery(`${http.base}/audit`, { format: 'jsonl' }),
  };
}
