import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { ArgusError } from '../../../domain/error.ts';
import { askerOf } from './asker.ts';
import { type CountStore, createSharedCounts } from './shared-counts.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * `begins`: an upload begins here, and is refused where a quota is used up. `continues`: it is under way, and nothing
     * is refused.
     */
    upload?: 'begins' | 'continues';
  }
}

export interface LimitOptions {
  requestsPerSecond: number;
  bytesPerDay: number | undefined;
  store: CountStore;
  logger: Pick<Logger, 'debug'>;
}

/** Requests are counted over this long: bursts of a page that loads are no trouble. */
const rateWindowSeconds = 10;
const dayMs = 24 * 3600 * 1000;

/**
 * Limits of each identity; without one nothing is limited.
 * @returns the check for a request by somebody. @throws ArgusError `rate_limited`, `quota_exceeded`.
 */
export function createLimits(
  app: FastifyInstance,
  { requestsPerSecond, bytesPerDay, ...shared }: LimitOptions,
) {
  const requests = createSharedCounts('requests', rateWindowSeconds * 1000, shared);
  const bytes = createSharedCounts('bytes', dayMs, shared);
  const counted = new WeakMap<Socket, number>();
  const mostRequests = requestsPerSecond * rateWindowSeconds;
  app.addHook('onClose', async () => {
    requests.close();
    bytes.close();
  });

  return (request: FastifyRequest): void => {
    const asker = askerOf(request);
    if (asker === undefined) return;
    const { upload } = request.routeOptions.config;
    if (upload === undefined) takeOne(asker);
    if (upload === 'begins') refuseBeyondQuota(asker);
    if (upload !== undefined) countBody(request, asker);
  };

  function takeOne(asker: string): void {
    if (requests.of(asker) >= mostRequests) {
      throw new ArgusError('rate_limited', `You may ask ${requestsPerSecond} times a second, as a mean.`, {
        retryAfterSeconds: requests.secondsLeft(),
      });
    }
    requests.add(asker, 1);
  }

  function refuseBeyondQuota(asker: string): void {
    if (bytesPerDay === undefined || bytes.of(asker) < bytesPerDay) return;
    throw new ArgusError('quota_exceeded', `The ${bytesPerDay} bytes of today (UTC) are used up.`, {
      retryAfterSeconds: bytes.secondsLeft(),
    });
  }

  /** What came over the connection since it was last counted; a small body is there before any hook sees its request. */
  function countBody({ raw }: FastifyRequest, asker: string): void {
    if (bytesPerDay === undefined) return;
    const { socket } = raw;
    raw.once('close', () => {
      const { bytesRead } = socket;
      bytes.add(asker, bytesRead - (counted.get(socket) ?? 0));
      counted.set(socket, bytesRead);
    });
  }
}
