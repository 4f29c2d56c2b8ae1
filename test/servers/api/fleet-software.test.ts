import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCountSoftwareActivities } from '../../../src/activities/count-software.ts';
import type { FleetSoftwareBody, FleetSoftwareNewBody } from '../../../src/api/fleet/software-schema.ts';
import { type DriveOptions, storedReports } from '../../support/stored-reports.ts';
import { startTestApi, type TestApi, withQuery } from '../../support/test-api.ts';
import { testLogger } from '../../support/test-logger.ts';

let api: TestApi;
let stored: ReturnType<typeof storedReports>;
beforeAll(async () => {
  api = await startTestApi();
  stored = storedReports(api.stores.db);
});
afterAll(() => api.close());

const matrixOf = async (query: Record<string, string>): Promise<FleetSoftwareBody> => {
  const { status, body } = await api.call(withQuery('/fleet/software', query));
  expect(status).toBe(200);
  return body;
};
const newOf = async (query: Record<string, string>): Promise<FleetSoftwareNewBody> => {
  const { status, body } = await api.call(withQuery('/fleet/software/new', query));
  expect(status).toBe(200);
  return body;
};
/** A drive of one hour with software of its own name, so that tests do not meet. */
const drive = (component: string, version: string, options: DriveOptions = {}) =>
  stored.drive({ findings: [], ...options, versions: [{ component, version }] });
const query = async (text: string, values: unknown[] = []) => (await api.stores.db.query(text, values)).rows;
/** All sums, in an order of their own. */
const sums = () =>
  Promise.all(
    ['software_months', 'software_codes', 'software_rules'].map((table) =>
      query(`SELECT t.* FROM ${table} t ORDER BY t::text`),
    ),
  );
const short = (body: FleetSoftwareBody) =>
  body.platforms.map(({ platform, cells, older }) => [
    platform,
    ...cells.map(({ version, batches }) => `${version}: ${batches}`),
    ...(older ? [`older: ${older.batches}`] : []),
  ]);

describe('platforms by software version', () => {
  test('show batches, hours, findings of warning and above, and codes, with their rates', async () => {
    await drive('matrix', '1.9', {
      platform: 'bus',
      vehicle_id: 'bus-1',
      codes: [{ code: 'A' }, { code: 'B' }],
    });
    await drive('matrix', '1.9', { platform: 'bus', vehicle_id: 'bus-1', codes: [{ code: 'A' }] });
    await drive('matrix', '1.10', {
      ...{ platform: 'bus', vehicle_id: 'bus-2' },
      findings: [{ severity: 'error' }, { severity: 'warning' }, { severity: 'info' }],
    });
    await drive('matrix', '1.10', { platform: 'van', vehicle_id: 'van-1' });
    await drive('matrix', '1.9', { vehicle_id: 'unnamed-1' });
    const body = await matrixOf({ component: 'matrix' });
    expect(body).toMatchObject({ component: 'matrix', older_versions: 0, next_cursor: null });
    expect(body.versions.map(({ version, batches }) => [version, batches])).toEqual([
      ['1.9', 3],
      ['1.10', 2],
    ]);
    expect(short(body)).toEqual([
      ['bus', '1.9: 2', '1.10: 1'],
      ['van', '1.10: 1'],
      [null, '1.9: 1'],
    ]);
    expect(body.platforms[0]?.cells).toEqual([
      {
        ...{ version: '1.9', batches: 2, recorded_hours: 2, findings: 0, codes: 3 },
        ...{ findings_per_10_h: 0, codes_per_10_h: 15 },
      },
      {
        ...{ version: '1.10', batches: 1, recorded_hours: 1, findings: 2, codes: 0 },
        ...{ findings_per_10_h: 20, codes_per_10_h: 0 },
      },
    ]);
    expect(body.components).toContainEqual({ component: 'matrix', versions: 2, batches: 5 });
  });

  test('have no rate with less than an hour', async () => {
    await drive('little', '1.0', { coverage: [], files: [], span: null, codes: [{ code: 'A' }] });
    const [row] = (await matrixOf({ component: 'little' })).platforms;
    expect(row?.cells).toMatchObject([
      { batches: 1, recorded_hours: 0, codes: 1, codes_per_10_h: null, findings_per_10_h: null },
    ]);
  });

  test('have a bounded number of columns, and older versions together', async () => {
    for (const patch of [1, 2, 3, 10]) {
      await drive('columns', `2.${patch}`, { platform: 'bus', vehicle_id: `columns-${patch % 2}` });
    }
    const body = await matrixOf({ component: 'columns', versions: '2' });
    expect(body.versions.map(({ version }) => version)).toEqual(['2.3', '2.10']);
    expect(body.older_versions).toBe(2);
    expect(short(body)).toEqual([['bus', '2.3: 1', '2.10: 1', 'older: 2']]);
    expect(body.older).toMatchObject({ batches: 2, recorded_hours: 2 });
    for (const versions of ['0', '25', 'x']) {
      const { status, body: problem } = await api.call(withQuery('/fleet/software', { versions }));
      expect([status, problem.field]).toEqual([400, 'versions']);
    }
  });

  test('are paginated by platform, those without a name last', async () => {
    for (const platform of ['c', 'a', 'b', undefined]) {
      await drive('pages', '1.0', platform === undefined ? {} : { platform });
    }
    const seen: (string | null)[] = [];
    let cursor: string | null = null;
    do {
      const page: FleetSoftwareBody = await matrixOf({
        ...{ component: 'pages', limit: '1' },
        ...(cursor && { cursor }),
      });
      expect(page.platforms).toHaveLength(1);
      // The versions are those of the whole fleet on every page.
      expect(page.versions).toMatchObject([{ version: '1.0', batches: 4 }]);
      seen.push(...page.platforms.map(({ platform }) => platform));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen).toEqual(['a', 'b', 'c', null]);
    expect(short(await matrixOf({ component: 'pages', platform: 'b' }))).toEqual([['b', '1.0: 1']]);
  });

  test('count the months that were asked for', async () => {
    const now = new Date();
    const monthsBefore = (months: number) =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString();
    await drive('months', '1.0', { at: monthsBefore(2), platform: 'bus' });
    await drive('months', '1.0', { at: monthsBefore(1), platform: 'bus' });
    await drive('months', '1.0', { at: monthsBefore(0), platform: 'bus' });
    for (const [months, batches] of [
      [1, 1],
      [2, 2],
      [3, 3],
    ]) {
      const body = await matrixOf({ component: 'months', months: `${months}` });
      expect(short(body)).toEqual([['bus', `1.0: ${batches}`]]);
    }
  });

  test('are those of the most used software, if none is named', async () => {
    for (let n = 0; n < 12; n += 1) await drive('most used', '1.0', { platform: 'bus', vehicle_id: 'most' });
    const body = await matrixOf({});
    expect(body.component).toBe('most used');
    expect(body.components[0]?.component).toBe('most used');
    expect((await newOf({})).component).toBe('most used');
  });

  test('show the words of recordings as they are, and find nothing by them', async () => {
    const words = `'; DROP TABLE reports; -- <script>alert(1)</script> \u202e100%_\\ $1 {} "`;
    await drive(words, words, { platform: words.slice(0, 60), vehicle_id: 'hostile' });
    const body = await matrixOf({ component: words });
    expect(body.platforms).toMatchObject([{ platform: words.slice(0, 60), cells: [{ version: words }] }]);
    expect(await matrixOf({ component: '%' })).toMatchObject({ versions: [], platforms: [] });
    for (const component of ['a\u0000b', 'x'.repeat(201), '']) {
      const { status, body: problem } = await api.call(
        `/fleet/software?component=${encodeURIComponent(component)}`,
      );
      expect([status, problem.field]).toEqual([400, 'component']);
    }
  });
});

describe('new since a release', () => {
  test('are codes and rules that the version before did not have on the platform', async () => {
    const on = (version: string, platform: string, codes: string[], rules: string[]) =>
      drive('news', version, {
        ...{ platform, vehicle_id: `news-${platform}`, codes: codes.map((code) => ({ code })) },
        findings: rules.map((rule) => ({ rule, severity: 'warning' as const })),
      });
    await on('1.0', 'bus', ['ancient'], []);
    await on('1.1', 'bus', ['old'], ['old-rule']);
    await on('1.2', 'bus', ['old', 'fresh', 'ancient'], ['old-rule', 'fresh-rule']);
    await on('1.2', 'bus', ['fresh'], []);
    // Another platform had it already, and its newest version is another.
    await on('1.1', 'van', ['fresh'], []);
    await on('1.0', 'van', [], []);
    await on('1.0', 'tram', ['first'], []);
    const { platforms } = await newOf({ component: 'news' });
    expect(
      platforms.map(({ platform, version, before, enough }) => [
        platform,
        version.version,
        before?.version,
        enough,
      ]),
    ).toEqual([
      ['bus', '1.2', '1.1', true],
      ['tram', '1.0', undefined, false],
      ['van', '1.1', '1.0', true],
    ]);
    const [bus, tram, van] = platforms;
    expect(bus).toMatchObject({
      new_codes: 2,
      new_rules: 1,
      rules: [{ rule: 'fresh-rule', batches: 1, vehicles: 1 }],
    });
    expect(bus?.codes.map(({ code, batches }) => [code, batches])).toEqual([
      ['fresh', 2],
      ['ancient', 1],
    ]);
    expect([tram?.new_codes, tram?.codes]).toEqual([0, []]);
    expect(van?.codes.map(({ code }) => code)).toEqual(['fresh']);
  });

  test('say that too little was recorded before, list the most severe first, and are bounded', async () => {
    await drive('many', '1.0', { platform: 'bus', coverage: [], files: [], span: null });
    const codes = Array.from({ length: 30 }, (_, n) => ({
      code: `many-${n}`,
      severity: n === 29 ? ('critical' as const) : ('warning' as const),
    }));
    await drive('many', '1.1', { platform: 'bus', codes });
    const [bus] = (await newOf({ component: 'many' })).platforms;
    expect(bus).toMatchObject({ enough: false, new_codes: 30 });
    expect(bus?.codes).toHaveLength(20);
    expect(bus?.codes[0]).toMatchObject({ code: 'many-29', severity: 'critical' });
  });
});

describe('the sums by software', () => {
  const codes = [{ code: 'sum-a' }, { code: 'sum-b' }];
  const findings = [{ rule: 'sum-rule', severity: 'warning' as const }];

  test('hold a batch once, by its newest report', async () => {
    const { batch_id } = await drive('again', '1.0', { codes, findings });
    await drive('again', '1.0', { codes: codes.slice(0, 1) });
    const versions = [{ component: 'again', version: '1.1' }];
    await stored.again(batch_id, { versions, codes: codes.slice(1), findings: [] });
    const { versions: counted } = await matrixOf({ component: 'again' });
    expect(counted).toMatchObject([
      { version: '1.0', batches: 1, codes: 1, findings: 0, recorded_hours: 1 },
      { version: '1.1', batches: 1, codes: 1, findings: 0, recorded_hours: 1 },
    ]);
  });

  test('are as before when a batch is deleted', async () => {
    await drive('deleted', '1.0', { codes, findings, vehicle_id: 'deleted' });
    const before = await sums();
    const { batch_id } = await drive('deleted', '1.0', { codes, findings, vehicle_id: 'deleted' });
    expect(await sums()).not.toEqual(before);
    await query('UPDATE events SET published_at = now() WHERE batch_id = $1', [batch_id]);
    await api.stores.retention.deleteBatch(batch_id);
    expect(await sums()).toEqual(before);
  });

  test('are correct when many reports of many vehicles name a new version at once', async () => {
    await Promise.all(
      Array.from({ length: 24 }, (_, i) =>
        stored.drive({
          ...{ vehicle_id: `rush-${i % 4}`, platform: 'rush', codes, findings },
          versions: [
            { component: 'rush', version: '1.0' },
            { component: 'rush helper', version: `1.${i % 3}` },
          ].toSorted(() => (i % 2 === 0 ? 1 : -1)),
        }),
      ),
    );
    const { platforms } = await matrixOf({ component: 'rush' });
    expect(platforms).toMatchObject([
      {
        platform: 'rush',
        cells: [{ batches: 24, codes: 48, findings: 24, recorded_hours: 24 }],
      },
    ]);
  });

  test('get what a release without them stored, once, and lose what it replaced', async () => {
    const { countSoftware } = createCountSoftwareActivities({
      softwareCounts: api.stores.softwareCounts,
      logger: testLogger(),
    });
    expect(await countSoftware()).toBe(0);
    const { batch_id: replaced } = await drive('former', '1.0', { codes, findings, vehicle_id: 'former' });
    const one = await sums();
    // As the release before leaves it: a report that is not counted, and one that is although another replaced it.
    const { diagnosis_id } = await drive('former', '1.0', { codes, findings, vehicle_id: 'former' });
    const both = await sums();
    const forget = async (id: string) => {
      await query(
        `UPDATE software_months SET batches = 1, recorded_ms = recorded_ms / 2, findings = 1, codes = 2
         WHERE vehicle_id = 'former'`,
      );
      for (const table of ['software_codes', 'software_rules']) {
        await query(`UPDATE ${table} SET batches = 1 WHERE vehicle_id = 'former'`);
      }
      await query(
        'UPDATE reports SET recorded_ms = NULL, warned_rules = NULL, software_ids = NULL WHERE id = $1',
        [id],
      );
    };
    await forget(diagnosis_id);
    expect(await sums()).toEqual(one);
    expect((await Promise.all([countSoftware(), countSoftware()])).toSorted()).not.toEqual([0, 0]);
    expect(await sums()).toEqual(both);
    expect(await countSoftware()).toBe(0);

    await query('UPDATE reports SET latest = false WHERE batch_id = $1', [replaced]);
    expect(await countSoftware()).toBe(1);
    expect(await sums()).toEqual(one);
    expect(await countSoftware()).toBe(0);
  });

  test('leave out a stored report that cannot be understood, and go on', async () => {
    const warned: unknown[] = [];
    const { countSoftware } = createCountSoftwareActivities({
      softwareCounts: api.stores.softwareCounts,
      logger: { info: () => undefined, warn: (...line: unknown[]) => void warned.push(line) },
    });
    const { diagnosis_id } = await drive('broken', '1.0', { vehicle_id: 'broken' });
    await query(`UPDATE reports SET software_ids = NULL, body = '{}' WHERE id = $1`, [diagnosis_id]);
    expect([await countSoftware(), await countSoftware()]).toEqual([1, 0]);
    expect(warned).toHaveLength(1);
  });
});
