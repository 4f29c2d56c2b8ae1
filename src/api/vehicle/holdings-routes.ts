import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import type { ApiDeps } from '../deps.ts';
import { assertOwn } from '../http/access/keep-vehicles.ts';
import { readers, vehiclesAndOperators, vehiclesAndReaders } from '../http/access/roles.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import {
  holdingListSchema,
  holdingsBody,
  holdingsPageSchema,
  listHoldingsQuery,
  reportBytes,
  vehicleHoldingsSchema,
} from './holdings-schema.ts';
import { noVehicle } from './request-routes.ts';
import { ofVehicle } from './request-schema.ts';

const present = picker(vehicleHoldingsSchema);
const presentList = picker(holdingListSchema);

/** What is still on the vehicles, as far as they reported. */
export function holdingsRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { vehicleHoldings } = stores;
  const tags = ['vehicle side'];

  return async (app) => {
    app.put(
      '/vehicles/:id/holdings',
      {
        config: { roles: vehiclesAndOperators, checksVehicle: true },
        bodyLimit: reportBytes,
        schema: {
          tags,
          operationId: 'reportHoldings',
          summary: 'Report what is still on a vehicle and why; in place of its report before',
          params: ofVehicle,
          body: holdingsBody,
          response: { 204: noBody('Noted'), ...failures('not_found', 'unavailable') },
        },
      },
      async ({ identity, params: { id }, body }, reply) => {
        assertOwn(identity, id, noVehicle(id));
        const { files, total_files = files.length } = body;
        const listedBytes = files.reduce((bytes, { size }) => bytes + size, 0);
        const total_bytes = body.total_bytes ?? listedBytes;
        if (total_files < files.length) throw tooFew('total_files');
        if (total_bytes < listedBytes) throw tooFew('total_bytes');
        await vehicleHoldings.put(id, { files, total_files, total_bytes });
        return reply.code(204).send();
      },
    );

    app.get(
      '/vehicles/:id/holdings',
      {
        config: { roles: vehiclesAndReaders, checksVehicle: true },
        schema: {
          tags,
          operationId: 'getHoldings',
          summary: 'What is still on a vehicle and why, as it reported last',
          params: ofVehicle,
          response: { 200: holdingListSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async ({ identity, params: { id } }) => {
        assertOwn(identity, id, noVehicle(id));
        const holdings = await vehicleHoldings.get(id);
        if (!holdings) throw new ArgusError('not_found', `The vehicle ${id} has not reported what it holds.`);
        return presentList(holdings);
      },
    );

    app.get(
      '/holdings',
      {
        config: { roles: readers },
        schema: {
          tags,
          operationId: 'listHoldings',
          summary: 'Vehicles that hold files, how many and why, as they reported last',
          querystring: listHoldingsQuery,
          response: { 200: holdingsPageSchema, ...failures('unavailable') },
        },
      },
      async ({ query: { limit, cursor, ...filter } }) => {
        const rows = await vehicleHoldings.list(filter, cursor, limit + 1);
        const vehicles = rows.slice(0, limit).map(present);
        return {
          vehicles,
          next_cursor: rows.length > limit ? (vehicles.at(-1)?.vehicle_id ?? null) : null,
        };
      },
    );
  };
}

function tooFew(field: string): ArgusError {
  return new ArgusError('validation', `${field} must be at least that of the files that are listed.`, {
    details: { field },
  });
}
