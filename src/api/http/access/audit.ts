import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Identity, isKnown } from '../../../domain/identity.ts';
import type { Background } from '../background.ts';
import { pathOf } from '../problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether people's requests to the route are in the audit trail. Without it, those that are not GET are. */
    audited?: boolean;
  }
}

/** Where acts are recorded. */
export interface AuditTrail {
  begin(act: {
    who: Identity;
    origin: string;
    action: string;
    target: string;
    resourceId?: string | undefined;
    requestId: string;
  }): Promise<number>;
  end(actId: number, status: number): Promise<void>;
}

/**
 * Records what people do: before it is done, so that nothing is done without a record (503 where none can be made), and
 * with its outcome afterwards. Covers the routes registered after it.
 */
export function registerAudit(app: FastifyInstance, trail: AuditTrail, background: Background): void {
  app.addHook('preHandler', async (request, reply) => {
    if (!isAudited(request)) return;
    const actId = await trail.begin({ ...actOf(request), resourceId: createdBy(request) });
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.raw.statusCode : 0;
      background.track(
        trail.end(actId, status).catch((error: unknown) => {
          request.log.error(
            { err: error, act_id: actId, status },
            'the outcome of an act could not be recorded',
          );
        }),
      );
    });
  });
}

/** Who asks for what, from where. */
export function actOf(request: FastifyRequest) {
  const { method, url, ip, id, identity, routeOptions } = request;
  return {
    who: identity,
    origin: ip,
    action: (routeOptions.schema as { operationId?: string } | undefined)?.operationId ?? method,
    target: `${method} ${pathOf(url)}`,
    requestId: id,
  };
}

/** While nobody is known there is nobody to name; what vehicles do is in the events of their batches. */
function isAudited({ identity, method, routeOptions }: FastifyRequest): boolean {
  const { roles, audited } = routeOptions.config;
  if (roles === undefined || roles === 'everyone' || !isKnown(identity) || identity.role === 'vehicle')
    return false;
  if (method === 'HEAD') return false;
  return audited ?? method !== 'GET';
}

function createdBy({ routeOptions, resourceId }: FastifyRequest): string | undefined {
  const answers = (routeOptions.schema?.response ?? {}) as Record<string, unknown>;
  return '201' in answers && !routeOptions.config.recognisesRepeats ? resourceId : undefined;
}
