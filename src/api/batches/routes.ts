import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Batch } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import type { ApiDeps } from '../deps.ts';
import { assertOwn } from '../http/access/keep-vehicles.ts';
import { vehiclesAndOperators, vehiclesAndReaders } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { pageOf } from '../http/page-schema.ts';
import { presentBatch, presentProgress } from './present.ts';
import { progressSchema } from './progress-schema.ts';
import {
  type BatchBody,
  batchPageSchema,
  batchParams,
  batchSchema,
  createBatchBody,
  listBatchesQuery,
} from './schema.ts';

/** The workflow starts before the response is sent, unless Temporal is slow: then `complete` or the sweep starts it. */
const workflowStartMs = 1_000;

export function batchRoutes({
  config,
  stores,
  orchestrator,
  logger,
  background,
}: ApiDeps): FastifyPluginAsyncZod {
  const { batches } = stores;

  function linked(batch: Batch): BatchBody {
    const workflow_url = orchestrator.workflowUrl(batch.id);
    return { ...presentBatch(batch), ...(workflow_url && { workflow_url }) };
  }

  /** @throws ArgusError `quota_exceeded`. */
  async function assertFewOpen(vehicleId: string): Promise<void> {
    const most = config.LIMIT_OPEN_BATCHES;
    if (most === undefined || (await batches.countPending(vehicleId, most)) < most) return;
    throw new ArgusError(
      'quota_exceeded',
      `${most} batches of this vehicle wait for files already; complete or cancel one of them.`,
    );
  }

  return async (app) => {
    app.post(
      '/batches',
      {
        config: { roles: vehiclesAndOperators, checksVehicle: true, upload: 'begins' },
        schema: {
          tags: ['batches'],
          operationId: 'createBatch',
          summary: 'Create a batch',
          body: createBatchBody,
          response: { 201: batchSchema, ...failures('quota_exceeded', 'unavailable') },
        },
      },
      async (request, reply) => {
        const { vehicle_id, vin, platform, expected_workers, tolerated_failed_percent, urgent } =
          request.body;
        assertOwn(
          request.identity,
          vehicle_id,
          'There is no such vehicle for you: name your own in vehicle_id.',
        );
        await assertFewOpen(vehicle_id);
        const batch = await batches.create({
          id: request.resourceId,
          vehicle_id,
          vin,
          platform: platform ?? null,
          expected_workers: expected_workers ?? null,
          tolerated_failed_percent: tolerated_failed_percent ?? config.TOLERATED_FAILED_PERCENT,
          urgent: urgent ?? false,
        });
        const started = orchestrator.start(batch).catch((error: unknown) => {
          logger.error({ err: error, batch_id: batch.id }, 'the workflow of a new batch did not start');
        });
        background.track(started);
        await Promise.race([started, delay(workflowStartMs)]);
        return reply.code(201).send(linked(batch));
      },
    );

    app.get(
      '/batches',
      {
        config: { roles: vehiclesAndReaders, checksVehicle: true },
        schema: {
          tags: ['batches'],
          operationId: 'listBatches',
          summary: 'Batches, newest first',
          querystring: listBatchesQuery,
          response: { 200: batchPageSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor, ...asked } = request.query;
        const { vehicleId } = request.identity;
        if (vehicleId !== undefined && (asked.vehicle_id ?? vehicleId) !== vehicleId)
          return { batches: [], next_cursor: null };
        const filter = vehicleId === undefined ? asked : { ...asked, vehicle_id: vehicleId };
        const { page, next_cursor } = pageOf(await batches.list(filter, cursor, limit + 1), limit);
        return { batches: page.map(presentBatch), next_cursor };
      },
    );

    app.get(
      '/batches/:id',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['batches'],
          operationId: 'getBatch',
          summary: 'One batch',
          params: batchParams,
          response: { 200: batchSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async ({ identity, params }) => {
        const batch = await batches.mustGet(params.id);
        // The reason is none of the vehicle's business.
        const hold = identity.role === 'vehicle' ? undefined : await stores.legalHolds.get(batch.vin);
        return { ...linked(batch), ...(hold && { legal_hold: hold }) };
      },
    );

    app.get(
      '/batches/:id/progress',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['batches'],
          operationId: 'getProgress',
          summary: 'Progress of a batch',
          params: batchParams,
          response: { 200: progressSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => presentProgress(await batches.mustGet(request.params.id)),
    );
  };
}
