import type { FastifyInstance } from 'fastify';
import { rememberBriefly } from '../../../async/remember-briefly.ts';
import { ArgusError } from '../../../domain/error.ts';
import type { Identity } from '../../../domain/identity.ts';
import { isBelow, ownBatchPath } from './roles.ts';

/** A batch never changes hands; it may be deleted, which its handler notices. */
const heldMs = 60_000;

export interface BatchOwners {
  /** @throws ArgusError `not_found` as for a batch that does not exist, where it is not of this vehicle. */
  mustBelongTo(batchId: string, vehicleId: string): Promise<void>;
}

/** A batch of another vehicle is to a vehicle none at all. Covers the routes registered after it. */
export function keepVehicles(app: FastifyInstance, batches: BatchOwners): void {
  const check = rememberBriefly((pair) => {
    const [batchId = '', ...vehicleId] = pair.split(' ');
    return batches.mustBelongTo(batchId, vehicleId.join(' '));
  }, heldMs);
  app.addHook('preHandler', async ({ identity, routeOptions, params }) => {
    if (identity.vehicleId === undefined || !isBelow(routeOptions.url ?? '', ownBatchPath)) return;
    await check(`${(params as { id: string }).id} ${identity.vehicleId}`);
  });
}

/** For handlers of routes that name a vehicle. @throws ArgusError `not_found` with this sentence. */
export function assertOwn(identity: Identity, vehicleId: string, sentence: string): void {
  if (identity.vehicleId === undefined || identity.vehicleId === vehicleId) return;
  throw new ArgusError('not_found', sentence);
}
