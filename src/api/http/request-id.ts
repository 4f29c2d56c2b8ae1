import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const newRequestId = (): string => randomUUID();

/** The caller's own id where it cannot do harm in a log line or a header, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : newRequestId();
}
