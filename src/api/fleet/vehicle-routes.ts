import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import { severities } from '../../domain/severity.ts';
import type { VehicleRow } from '../../stores/postgres/vehicles.ts';
import { presentBatch } from '../batches/present.ts';
import type { ApiDeps } from '../deps.ts';
import { readers } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import { withFleetText } from './fleet-text.ts';
import {
  listVehiclesQuery,
  type VehicleBody,
  vehicleHistorySchema,
  vehiclePageSchema,
  vehicleParams,
  vehicleSchema,
} from './vehicle-schema.ts';

const shown = { batches: 20, verdicts: 100, codes: 50 } as const;

export function vehicleRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { vehicles, batches } = stores;
  return async (app) => {
    app.get(
      '/vehicles',
      {
        config: { roles: readers },
        schema: {
          tags: ['fleet'],
          operationId: 'listVehicles',
          summary: 'Vehicles by id, each with its newest batch, its verdict and its recurring codes',
          querystring: listVehiclesQuery,
          response: { 200: vehiclePageSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor, ...filter } = request.query;
        const rows = await vehicles.list(filter, cursor, limit + 1);
        const page = rows.slice(0, limit).map(present);
        const next_cursor = rows.length > limit ? (page.at(-1)?.vehicle_id ?? null) : null;
        return { vehicles: page, next_cursor };
      },
    );

    app.get(
      '/vehicles/:id',
      {
        config: { roles: readers },
        schema: {
          tags: ['fleet'],
          operationId: 'getVehicle',
          summary: 'A vehicle: its batches, its verdicts over time, its recurring codes',
          params: vehicleParams,
          response: { 200: vehicleHistorySchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const { id } = request.params;
        const [vehicle, newest, verdicts, codes] = await Promise.all([
          vehicles.get(id),
          batches.list({ vehicle_id: id }, undefined, shown.batches),
          vehicles.verdicts(id, shown.verdicts),
          vehicles.recurringCodes(id, shown.codes),
        ]);
        if (!vehicle) throw new ArgusError('not_found', `There is no vehicle ${id}.`);
        return {
          ...present(vehicle),
          batches: newest.map(presentBatch),
          verdicts: verdicts.map((verdict) => ({
            ...verdictFields(verdict),
            severity: verdict.severity as NonNullable<VehicleBody['severity']>,
          })),
          recurring_codes: codes.map((code) => named(codeFields(withFleetText(code)))),
        };
      },
    );
  };
}

const fields = picker(vehicleSchema);
const verdictFields = picker(vehicleHistorySchema.shape.verdicts.element);
const codeFields = picker(vehicleHistorySchema.shape.recurring_codes.element);
const shortCodeFields = picker(vehicleSchema.shape.recurring_codes.element);

function present(row: VehicleRow): VehicleBody {
  return {
    ...fields(row),
    severity: row.severity as VehicleBody['severity'],
    recurring_codes: row.recurring_codes.map((code) => named(shortCodeFields(code))),
  };
}

/** Replaces the rank of the severity by its name. */
function named<T extends { severity: number }>({ severity, ...code }: T) {
  return { ...code, severity: severities[severity] ?? 'info' };
}
