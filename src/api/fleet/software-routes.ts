import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { severities } from '../../domain/severity.ts';
import { softwareRank } from '../../domain/software-rank.ts';
import type {
  ComponentRow,
  NewCodeRow,
  NewRuleRow,
  PlatformVersionRow,
  Step,
  VersionRow,
} from '../../stores/postgres/fleet-software.ts';
import type { ApiDeps } from '../deps.ts';
import { readers } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import { withFleetText } from './fleet-text.ts';
import { softwareMatrix } from './software-matrix.ts';
import { oldestFirst } from './software-order.ts';
import { isEnough, withRates } from './software-rates.ts';
import {
  fleetSoftwareNewQuery,
  fleetSoftwareNewSchema,
  fleetSoftwareQuery,
  fleetSoftwareSchema,
} from './software-schema.ts';

const presentNewCode = picker(fleetSoftwareNewSchema.shape.platforms.element.shape.codes.element);
const presentNewRule = picker(fleetSoftwareNewSchema.shape.platforms.element.shape.rules.element);

const most = {
  components: 50,
  /** Versions that are put in order; of more, those first seen last. */
  versions: 200,
  /** Codes, and rules, that are named as new for a platform. */
  news: 20,
};
/** Before the first month that can count. */
const always = '1970-01-01';

export function softwareRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { fleetSoftware } = stores;
  return async (app) => {
    app.get(
      '/fleet/software',
      {
        config: { roles: readers },
        schema: {
          tags: ['fleet'],
          operationId: 'listFleetSoftware',
          summary:
            'Platforms by software version: batches, hours recorded, and how often there were findings and codes',
          querystring: fleetSoftwareQuery,
          response: { 200: fleetSoftwareSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { months, versions: columns, limit, cursor, platform } = request.query;
        const since = monthsAgo(months - 1, new Date());
        const components = await fleetSoftware.components(since, most.components);
        const component = request.query.component ?? mainComponent(components);
        if (component === null)
          return {
            component,
            components,
            since,
            versions: [],
            older_versions: 0,
            older: null,
            platforms: [],
            next_cursor: null,
          };
        const scope = { component, since, platform };
        const [{ rows, all }, platforms] = await Promise.all([
          fleetSoftware.versions(scope, most.versions),
          fleetSoftware.platforms(scope, cursor, limit + 1),
        ]);
        const shown = oldestFirst(rows).slice(-columns);
        const page = platforms.slice(0, limit);
        const ids = shown.map(({ id }) => id);
        const [cells, older] = await Promise.all([
          page.length === 0 ? [] : fleetSoftware.cells(scope, page, ids),
          all > shown.length ? fleetSoftware.others(scope, ids) : undefined,
        ]);
        return {
          component,
          components,
          since,
          versions: shown.map(presentVersion),
          older_versions: all - shown.length,
          older: older ? withRates(older) : null,
          platforms: softwareMatrix(page, shown, cells),
          next_cursor: platforms.length > limit ? (page.at(-1) ?? null) : null,
        };
      },
    );

    app.get(
      '/fleet/software/new',
      {
        config: { roles: readers },
        schema: {
          tags: ['fleet'],
          operationId: 'listNewBySoftware',
          summary:
            'What the newest software version of each platform has that the version before did not have',
          querystring: fleetSoftwareNewQuery,
          response: { 200: fleetSoftwareNewSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor, platform } = request.query;
        const component =
          request.query.component ?? mainComponent(await fleetSoftware.components(always, most.components));
        if (component === null) return { component, platforms: [], next_cursor: null };
        const scope = { component, since: always, platform };
        const platforms = await fleetSoftware.platforms(scope, cursor, limit + 1);
        const page = platforms.slice(0, limit);
        const versions = await fleetSoftware.versionsOf(component, page, most.versions);
        const releases = [...Map.groupBy(versions, (row) => row.platform).values()].flatMap(releaseOf);
        const steps = releases.flatMap(stepOf);
        const [codes, rules] = await Promise.all([
          steps.length === 0 ? [] : fleetSoftware.newCodes(steps, most.news),
          steps.length === 0 ? [] : fleetSoftware.newRules(steps, most.news),
        ]);
        return {
          component,
          platforms: releases.map((release) => presentRelease(release, codes, rules)),
          next_cursor: platforms.length > limit ? (page.at(-1) ?? null) : null,
        };
      },
    );
  };
}

/** First day of the month so many months before, UTC. */
export function monthsAgo(months: number, now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months)).toISOString().slice(0, 10);
}

/** That of most batches; of equals, that which names the whole software. */
export function mainComponent(components: readonly ComponentRow[]): string | null {
  const [first] = components.toSorted(
    (a, b) => b.batches - a.batches || softwareRank(a.component) - softwareRank(b.component),
  );
  return first?.component ?? null;
}

interface Release {
  platform: string;
  version: PlatformVersionRow;
  before: PlatformVersionRow | undefined;
}

function releaseOf(rows: PlatformVersionRow[]): Release[] {
  const ordered = oldestFirst(rows);
  const version = ordered.at(-1);
  return version ? [{ platform: version.platform, version, before: ordered.at(-2) }] : [];
}

function stepOf({ platform, version, before }: Release): Step[] {
  return before ? [{ platform, version_id: version.id, before_id: before.id }] : [];
}

function presentVersion(row: VersionRow) {
  return { version: row.version, first_at: row.first_at, ...withRates(row) };
}

function presentRelease({ platform, version, before }: Release, codes: NewCodeRow[], rules: NewRuleRow[]) {
  const own = <T extends { platform: string }>(rows: T[]) => rows.filter((row) => row.platform === platform);
  const [ownCodes, ownRules] = [own(codes), own(rules)];
  return {
    platform: platform === '' ? null : platform,
    version: presentVersion(version),
    before: before ? presentVersion(before) : null,
    enough: before !== undefined && isEnough(before),
    new_codes: ownCodes[0]?.all ?? 0,
    new_rules: ownRules[0]?.all ?? 0,
    codes: ownCodes.map(({ severity, ...row }) => ({
      ...presentNewCode(withFleetText(row)),
      severity: severities[severity] ?? 'info',
    })),
    rules: ownRules.map(presentNewRule),
  };
}
