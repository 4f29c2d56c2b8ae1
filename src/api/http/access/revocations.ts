import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Credential } from './credential.ts';
import type { Known } from './known.ts';
import './limits.ts';

/** How often requests under way are looked at: with what `known` remembers, within 2 s. */
const everyMs = 900;

/**
 * Cuts requests that outlive their credential: an event stream or a download may take hours.
 * @param noteUse called while files come in: whoever uploads is there, and whoever only watches may have gone home
 * @returns the function that has a request watched until it is over.
 */
export function watchRevocations(
  app: FastifyInstance,
  known: Known,
  noteUse: (credential: Credential) => void,
) {
  const underWay = new Map<FastifyRequest, FastifyReply>();
  const timer = setInterval(() => {
    for (const [request, reply] of underWay) {
      if (reply.raw.closed) underWay.delete(request);
      else void look(request);
    }
  }, everyMs).unref();
  app.addHook('onClose', async () => clearInterval(timer));
  app.addHook('onResponse', (request, _reply, done) => {
    underWay.delete(request);
    done();
  });

  async function look(request: FastifyRequest): Promise<void> {
    if (!request.credential) return;
    try {
      if (await known.identityOf(request.credential)) {
        if (request.routeOptions.config.upload !== undefined) noteUse(request.credential);
        return;
      }
    } catch (error) {
      // Nothing can have been revoked in a database that is away.
      request.log.debug({ err: error }, 'a credential could not be looked up again');
      return;
    }
    request.log.info('the credential of a request under way is no longer valid');
    request.raw.socket.destroy();
  }

  return (request: FastifyRequest, reply: FastifyReply): void => {
    underWay.set(request, reply);
  };
}
