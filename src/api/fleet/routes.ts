import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { severities, severityRank } from '../../domain/severity.ts';
import type {
  Bucket,
  BucketSize,
  CodeBucket,
  FleetCodeFilter,
  FleetCodePlace,
} from '../../stores/postgres/fleet-codes.ts';
import type { ApiDeps } from '../deps.ts';
import { readers } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import { codeTrend } from './code-trend.ts';
import { withFleetText } from './fleet-text.ts';
import { fleetCodesQuery, fleetCodesSchema } from './schema.ts';

const presentCode = picker(fleetCodesSchema.shape.codes.element);
const presentBucket = picker(fleetCodesSchema.shape.periods.element);

/** Up to a quarter of a year is counted by day, longer spans by month. */
const maxDays = 92;

export function fleetRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { fleetCodes } = stores;
  return async (app) => {
    app.get(
      '/fleet/codes',
      {
        config: { roles: readers },
        schema: {
          tags: ['fleet'],
          operationId: 'listFleetCodes',
          summary: 'Error codes across the fleet: how many vehicles have them, since when, and their trend',
          querystring: fleetCodesQuery,
          response: { 200: fleetCodesSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor, created_after, created_before, min_severity, platform } = request.query;
        const window: FleetCodeFilter = { from: utc(created_after), to: utc(created_before), platform };
        const bucket = bucketOf(window);
        const filter = { ...window, least_severity: min_severity && severityRank(min_severity) };
        const [rows, totals, periods] = await Promise.all([
          fleetCodes.list(filter, placeOf(cursor), limit + 1),
          fleetCodes.totals(window),
          fleetCodes.batches(window, bucket),
        ]);
        const page = rows.slice(0, limit);
        const ids = page.map(({ code_id }) => code_id);
        const history = ids.length === 0 ? [] : await fleetCodes.history(window, ids, bucket);
        const byCode = Map.groupBy(history, ({ code_id }) => code_id);
        const last = rows.length > limit ? page.at(-1) : undefined;
        return {
          vehicles: totals.vehicles,
          batches: totals.batches,
          bucket,
          periods: periods.map(presentBucket),
          // A code that a run removes at this very moment may appear in the first result only.
          codes: page.flatMap(({ code_id, ...code }) => {
            const buckets = byCode.get(code_id);
            return buckets ? [{ ...presentCode(withFleetText(code)), ...overTime(periods, buckets) }] : [];
          }),
          next_cursor: last ? `${last.vehicles}.${last.code_id}` : null,
        };
      },
    );
  };
}

/** The buckets are oldest first. */
function overTime(periods: Bucket[], buckets: CodeBucket[]) {
  const sum = (of: (one: CodeBucket) => number) => buckets.reduce((total, one) => total + of(one), 0);
  const times = (of: (one: CodeBucket) => string) => buckets.map(of).sort();
  return {
    severity: severities[Math.max(0, ...buckets.map(({ severity }) => severity))] ?? 'info',
    batches: sum(({ batches }) => batches),
    occurrences: sum(({ occurrences }) => occurrences),
    first_at: times(({ first_at }) => first_at)[0] ?? '',
    last_at: times(({ last_at }) => last_at).at(-1) ?? '',
    trend: codeTrend(periods, buckets),
    series: buckets.map(({ start, batches }) => ({ start, batches })),
  };
}

function utc(time: string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

function bucketOf({ from, to }: FleetCodeFilter): BucketSize {
  if (from === undefined) return 'month';
  const end = to === undefined ? Date.now() : Date.parse(to);
  return end - Date.parse(from) <= maxDays * 86_400_000 ? 'day' : 'month';
}

/** The schema has validated the form. */
function placeOf(cursor: string | undefined): FleetCodePlace | undefined {
  if (cursor === undefined) return undefined;
  const [vehicles = 0, code_id = 0] = cursor.split('.').map(Number);
  return { vehicles, code_id };
}
