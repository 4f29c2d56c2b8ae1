import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { severities, severityRank } from '../../domain/severity.ts';
import type { Bucket, FleetCodeFilter, FleetCodePlace } from '../../stores/postgres/fleet-codes.ts';
import type { ApiDeps } from '../deps.ts';
import { codeTrend } from '../fleet/code-trend.ts';
import { fleetCodesQuery, fleetCodesSchema } from '../schemas/fleet.ts';
import { failures } from './failures.ts';

/** A quarter of a year is told day by day, longer times by months. */
const mostDays = 92;

export function fleetRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { fleetCodes } = stores;
  return async (app) => {
    app.get(
      '/fleet/codes',
      {
        schema: {
          tags: ['fleet'],
          summary:
            'Error codes over the fleet: how many vehicles have them, since when, and how that changes',
          querystring: fleetCodesQuery,
          response: { 200: fleetCodesSchema, ...failures('validation', 'unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor, created_after, created_before, min_severity, platform } = request.query;
        const window: FleetCodeFilter = {
          from: utc(created_after),
          // Days are counted up to now.
          to: utc(created_before) ?? (created_after === undefined ? undefined : new Date().toISOString()),
          platform,
        };
        const bucket = bucketOf(window);
        const filter = { ...window, least_severity: min_severity && severityRank(min_severity) };
        const [rows, totals, periods] = await Promise.all([
          fleetCodes.list(filter, placeOf(cursor), limit + 1),
          fleetCodes.totals(window),
          fleetCodes.batches(window, bucket),
        ]);
        const page = rows.slice(0, limit);
        const series = await seriesOf(
          window,
          page.map(({ code_id }) => code_id),
          bucket,
        );
        const last = rows.length > limit ? page.at(-1) : undefined;
        return {
          ...totals,
          bucket,
          periods,
          codes: page.map(({ code_id, severity, ...code }) => {
            const seen = series.get(code_id) ?? [];
            return {
              ...code,
              severity: severities[severity] ?? 'info',
              trend: codeTrend(periods, seen),
              series: seen,
            };
          }),
          next_cursor: last ? `${last.vehicles}.${last.batches}.${last.code_id}` : null,
        };
      },
    );

    async function seriesOf(window: FleetCodeFilter, ids: number[], bucket: 'month' | 'day') {
      const byCode = new Map<number, Bucket[]>();
      if (ids.length === 0) return byCode;
      for (const { code_id, ...seen } of await fleetCodes.series(window, ids, bucket)) {
        const buckets = byCode.get(code_id);
        if (buckets) buckets.push(seen);
        else byCode.set(code_id, [seen]);
      }
      return byCode;
    }
  };
}

function utc(time: string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

function bucketOf({ from, to }: FleetCodeFilter): 'month' | 'day' {
  if (from === undefined || to === undefined) return 'month';
  return Date.parse(to) - Date.parse(from) <= mostDays * 86_400_000 ? 'day' : 'month';
}

/** The schema has checked its form. */
function placeOf(cursor: string | undefined): FleetCodePlace | undefined {
  if (cursor === undefined) return undefined;
  const [vehicles = 0, batches = 0, code_id = 0] = cursor.split('.').map(Number);
  return { vehicles, batches, code_id };
}
