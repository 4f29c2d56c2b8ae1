import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const newRequestId = (): string => randomUUID();

/** The caller's id if it is safe in log lines and headers, otherwise a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : newRequestId();
}
