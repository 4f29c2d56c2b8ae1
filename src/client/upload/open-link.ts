import { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { ArgusClient } from '../client.ts';
import { noLimit, type RateLimit } from './rate-limit.ts';
import type { Link } from './send-bytes.ts';
import { type SilenceLimits, usualLimits } from './watch-socket.ts';

/** Files at once: enough to fill a link, few enough for a small client. */
export const usualParallel = 3;

export interface LinkOptions {
  parallel?: number | undefined;
  rate?: RateLimit | undefined;
  limits?: SilenceLimits | undefined;
}

/** The connections over which files go to a server, kept between requests. */
export function openLink(
  { server, http }: ArgusClient,
  { parallel = usualParallel, rate = noLimit, limits = usualLimits }: LinkOptions = {},
): Link {
  const agent = new (server.startsWith('https:') ? HttpsAgent : Agent)({
    keepAlive: true,
    maxSockets: parallel,
  });
  return { agent, headers: http.authorization, limits, rate };
}
