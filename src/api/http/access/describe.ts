import type { FastifyInstance } from 'fastify';
import { addFailures } from '../failures.ts';
import { everyone } from './roles.ts';

/** Every route registered after it that is not for everyone says in its schema how it refuses others. */
export function describeAccess(app: FastifyInstance): void {
  app.addHook('onRoute', ({ schema, config }) => {
    if (!schema || 'hide' in schema || config?.roles === everyone) return;
    addFailures(schema, 'unauthorized', 'forbidden', 'not_found', 'rate_limited', 'unavailable');
  });
}
