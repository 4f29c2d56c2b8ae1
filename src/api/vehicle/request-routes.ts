import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import { isKnown } from '../../domain/identity.ts';
import type { VehicleRequest } from '../../domain/vehicle-request.ts';
import type { ApiDeps } from '../deps.ts';
import { assertOwn } from '../http/access/keep-vehicles.ts';
import { operators, vehiclesAndOperators, vehiclesAndReaders } from '../http/access/roles.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import { pageOf } from '../http/page-schema.ts';
import {
  answerBody,
  askBody,
  listRequestsQuery,
  ofRequest,
  ofVehicle,
  requestPageSchema,
  type VehicleRequestBody,
  vehicleRequestSchema,
} from './request-schema.ts';

const dayMs = 24 * 3600 * 1000;
const fields = picker(vehicleRequestSchema);
const present = (request: VehicleRequest): VehicleRequestBody => ({
  request_id: request.id,
  ...fields(request),
});
export const noVehicle = (vehicleId: string) => `There is no vehicle ${vehicleId}.`;

/** What vehicles are asked for, and what they answer. */
export function vehicleRequestRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { vehicleRequests, vehicleHoldings } = stores;
  const tags = ['vehicle side'];

  return async (app) => {
    app.post(
      '/vehicles/:id/requests',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'askVehicle',
          summary: 'Ask a vehicle for a file, for files by a glob, or for what it recorded in a time',
          description:
            'The vehicle finds it when it asks the next time. What is asked for already is not asked for again: 200 with that request.',
          params: ofVehicle,
          body: askBody,
          response: {
            200: vehicleRequestSchema,
            201: vehicleRequestSchema,
            ...failures('not_found', 'quota_exceeded', 'unavailable'),
          },
        },
      },
      async ({ identity, params: { id: vehicle_id }, body, resourceId }, reply) => {
        if (!(await vehicleHoldings.isKnown(vehicle_id)))
          throw new ArgusError('not_found', noVehicle(vehicle_id));
        const { request, created } = await vehicleRequests.ask({
          id: resourceId,
          vehicle_id,
          path: body.path ?? null,
          pattern: body.pattern ?? null,
          recorded_from: body.recorded_from ?? null,
          recorded_to: body.recorded_to ?? null,
          note: body.note,
          asked_by: isKnown(identity) ? identity.name : null,
          expires_at: new Date(Date.now() + body.expires_in_days * dayMs).toISOString(),
        });
        return reply.code(created ? 201 : 200).send(present(request));
      },
    );

    app.get(
      '/vehicles/:id/requests',
      {
        config: { roles: vehiclesAndReaders, checksVehicle: true },
        schema: {
          tags,
          operationId: 'listVehicleRequests',
          summary: 'What a vehicle is asked for; with `state=open`, what it has to pick up',
          params: ofVehicle,
          querystring: listRequestsQuery,
          response: { 200: requestPageSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async ({ identity, params: { id }, query: { limit, cursor, state } }) => {
        assertOwn(identity, id, noVehicle(id));
        const { page, next_cursor } = pageOf(await vehicleRequests.list(id, state, cursor, limit + 1), limit);
        return { requests: page.map(present), next_cursor };
      },
    );

    app.put(
      '/vehicles/:id/requests/:request_id/answer',
      {
        config: { roles: vehiclesAndOperators, checksVehicle: true },
        schema: {
          tags,
          operationId: 'answerVehicleRequest',
          summary: 'What became of a request, by the word of the vehicle',
          description:
            'A repeat changes nothing. What is fulfilled is an event of the batch that has it, `RequestFulfilled`; it may be so late that the request has expired.',
          params: ofRequest,
          body: answerBody,
          response: { 200: vehicleRequestSchema, ...failures('not_found', 'state', 'unavailable') },
        },
      },
      async ({ identity, params: { id, request_id }, body }) => {
        assertOwn(identity, id, noVehicle(id));
        return present(await vehicleRequests.answer(id, request_id, body));
      },
    );

    app.delete(
      '/vehicles/:id/requests/:request_id',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'withdrawVehicleRequest',
          summary: 'Take a request back: it expires now',
          params: ofRequest,
          response: { 204: noBody('Nobody waits for it'), ...failures('not_found', 'unavailable') },
        },
      },
      async ({ params: { id, request_id } }, reply) => {
        await vehicleRequests.withdraw(id, request_id);
        return reply.code(204).send();
      },
    );
  };
}
