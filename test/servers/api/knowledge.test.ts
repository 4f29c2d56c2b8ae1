import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachKnowledge } from '../../../src/activities/attach-knowledge.ts';
import { shippedKnowledge } from '../../../src/diagnosis/knowledge/shipped-knowledge.ts';
import type { Finding } from '../../../src/report/report-schema.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.stores.knowledge.bulk.ship(shippedKnowledge);
});
afterAll(() => api.close());

const send = (method: string, path: string, body?: unknown, type = 'application/json') =>
  api.call(path, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  });
const content = (change: object = {}) => ({
  symptom: 'The lift stops half way.',
  solution: 'Bleed the hydraulic line.',
  source: 'workshop north',
  ...change,
});
const add = async (change: object = {}) => (await send('POST', '/knowledge', content(change))).body;
const idsOf = async (query: string) =>
  (await api.call(`/knowledge?${query}`)).body.entries.map(({ id }: { id: string }) => id);

describe('entries', () => {
  test('are added, read, changed by version, retired and brought back', async () => {
    const added = await send('POST', '/knowledge', content({ error_code: 'X17', vehicle_platform: 'van' }));
    expect(added.status).toBe(201);
    const path = `/knowledge/${added.body.id}`;
    expect(added.headers.get('location')).toBe(`/api/v1${path}`);
    expect((await api.call(path)).body).toEqual(added.body);
    expect(added.body).toMatchObject({ version: 1, shipped: false, helped: 0, retired_at: null });

    const changed = await send('PUT', path, { ...content(), version: 1 });
    expect(changed.body).toMatchObject({ version: 2, error_code: null });
    const late = await send('PUT', path, { ...content(), version: 1 });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'conflict', field: 'version', details: { current: 2 } });

    expect((await send('DELETE', `${path}?version=1`)).status).toBe(409);
    const retired = await send('DELETE', `${path}?version=2`);
    expect(retired.body.retired_at).not.toBeNull();
    expect((await send('DELETE', `${path}?version=2`)).body).toEqual(retired.body);
    expect(await idsOf('q=lift')).not.toContain(added.body.id);
    expect(await idsOf('q=lift&retired=true')).toContain(added.body.id);
    const back = await send('PUT', path, { ...content(), version: 3 });
    expect(back.body).toMatchObject({ version: 4, retired_at: null });
  });

  test('only one of many changes to the same version is accepted', async () => {
    const { id } = await add();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        send('PUT', `/knowledge/${id}`, { ...content({ source: `s${n}` }), version: 1 }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(11);
  });

  test.each([
    [{ symptom: '' }, 'symptom'],
    [{ symptom: 'x'.repeat(2_001) }, 'symptom'],
    [{ solution: 'a\u0000b' }, 'solution'],
    [{ error_code: 'P*1' }, 'error_code'],
    [{ severity: 'bad' }, 'severity'],
    [{ colour: 'red' }, 'colour'],
    [{ source: undefined }, 'source'],
    [{ vehicle_platform: 'a\nb' }, 'vehicle_platform'],
  ])('are refused with the field: %j', async (change, field) => {
    const { status, body } = await send('POST', '/knowledge', content(change));
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'validation', field });
  });

  test('that do not exist are not found', async () => {
    expect((await api.call('/knowledge/none')).status).toBe(404);
    expect((await send('PUT', '/knowledge/none', { ...content(), version: 1 })).status).toBe(404);
    expect((await send('DELETE', '/knowledge/none?version=1')).status).toBe(404);
    expect((await api.call('/knowledge/None%00')).status).toBe(400);
  });
});

describe('a search', () => {
  test('finds a code before its ranges', async () => {
    const ids = await idsOf('q=p0301');
    expect(ids.slice(0, 2)).toEqual(['std-obd-p0301', 'std-obd-p03-range']);
    expect(await idsOf('code=P0301-11')).toEqual(
      expect.arrayContaining(['std-obd-p0301', 'std-obd-p-range']),
    );
  });

  test.each([
    ['ovrheats bearng', { symptom: 'The bearing overheats.' }],
    ['перегрв', { symptom: 'Перегрев двигателя на подъёме.' }],
    ['過熱', { symptom: '走行中に電池過熱が発生' }],
    ['熱', { symptom: '走行中に電池過熱が発生' }],
    ['uberhitzung', { symptom: 'Überhitzung der Bremse' }],
    ['בלמים', { symptom: 'רעש מן הבלמים' }],
  ])('finds %s in %j', async (q, change) => {
    const { id } = await add(change);
    expect(await idsOf(`q=${encodeURIComponent(q)}`)).toContain(id);
  });

  test.each([
    ['失火', 'std-obd-p0301'],
    ['三元催化器效率', 'std-obd-p0420'],
    ['高压共轨', 'std-j1939-spn-157-range'],
    ['氮氧传感器', 'std-j1939-spn-3216-range'],
  ])('finds shipped entries by the words of their Chinese: %s', async (q, id) => {
    expect(await idsOf(`q=${encodeURIComponent(q)}`)).toContain(id);
  });

  test('gives pages that together are complete, best first', async () => {
    for (let n = 0; n < 7; n += 1) await add({ symptom: `Zyxwvut number ${n}` });
    const all = await idsOf('q=zyxwvut');
    expect(all).toHaveLength(7);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await api.call(`/knowledge?q=zyxwvut&limit=3${query}`);
      paged.push(...body.entries.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor;
    }
    expect(paged).toEqual(all);
    expect((await api.call('/knowledge?q=zyxwvut&cursor=nonsense')).body.field).toBe('cursor');
  });

  test('treats any text as text', async () => {
    for (const q of ["'; DROP TABLE knowledge; --", '***', '%', '\\', '🚗', '<script>', '& | ! ( :*']) {
      expect((await api.call(`/knowledge?q=${encodeURIComponent(q)}`)).status).toBe(200);
    }
  });
});

describe('an import', () => {
  const csv = (...lines: string[]) => ['id,error_code,symptom,solution,source', ...lines].join('\r\n');

  test('adds and changes all rows, and previews that on request', async () => {
    const text = csv('imp-1,P1234,"Says ""no"",\nthen stops",Wait,me', ',P1235,Other,Do,me');
    const dry = await send('POST', '/knowledge/import?dry_run=true', text, 'text/csv');
    expect(dry.body).toMatchObject({ dry_run: true, created: 2, problem_count: 0 });
    expect((await api.call('/knowledge/imp-1')).status).toBe(404);
    expect((await send('POST', '/knowledge/import', text, 'text/csv')).body).toMatchObject({ created: 2 });
    const { body } = await api.call('/knowledge/imp-1');
    expect(body.symptom).toBe('Says "no",\nthen stops');
    const again = await send('POST', '/knowledge/import', csv('imp-1,P1234,Else,Wait,me'), 'text/csv');
    expect(again.body).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
  });

  test('with a bad row does nothing and names the line', async () => {
    const text = csv('imp-2,P1,"a\nb",c,d', 'imp-3,P*1,,c,d', 'imp-2,,a,b,c');
    const { status, body } = await send('POST', '/knowledge/import', text, 'text/csv');
    expect(status).toBe(400);
    expect(body.details.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ line: 4, field: 'error_code' }),
        expect.objectContaining({ line: 4, field: 'symptom' }),
        expect.objectContaining({ line: 5, field: 'id' }),
      ]),
    );
    expect((await api.call('/knowledge/imp-2')).status).toBe(404);
  });

  test.each([
    ['text/csv', 'a,b\n1,2', 'a'],
    ['text/csv', 'symptom,solution,source\n"x,y,z', 'body'],
    ['text/csv', '', 'body'],
    ['application/json', '{', 'body'],
    ['application/json', '[1]', 'entry'],
    ['application/json', '[{"id":"std-new","symptom":"a","solution":"b","source":"c"}]', 'id'],
  ])('refuses %s %s', async (type, text, field) => {
    const { status, body } = await send('POST', '/knowledge/import', text, type);
    expect(status).toBe(400);
    expect(body.field).toBe(field);
  });

  test('accepts an export, in both forms, and finds nothing to change', async () => {
    await add({ symptom: '=HYPERLINK("http://x")', solution: "'+1", source: '-x' });
    for (const [format, type] of [
      ['csv', 'text/csv'],
      ['json', 'application/json'],
    ] as const) {
      const file = await fetch(`${api.url}/api/v1/knowledge/export?format=${format}`);
      expect(file.headers.get('content-disposition')).toContain('attachment');
      const text = await file.text();
      if (format === 'csv') expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
      const { body } = await send('POST', '/knowledge/import', text, type);
      expect(body).toMatchObject({ created: 0, updated: 0, problem_count: 0 });
    }
  });

  test('of an old export does not undo what was changed since', async () => {
    const { id } = await add();
    await send('PUT', `/knowledge/${id}`, { ...content({ source: 'newer' }), version: 1 });
    const row = [{ id, version: 1, ...content({ source: 'older' }) }];
    const { status, body } = await send('POST', '/knowledge/import', row);
    expect(status).toBe(400);
    expect(body).toMatchObject({ field: 'version' });
  });
});

test('shipped entries are updated, except those that an operator has changed', async () => {
  const { bulk, entries } = api.stores.knowledge;
  expect(await bulk.ship(shippedKnowledge)).toEqual({ written: 0, retired: 0 });
  const own = { ...content({ symptom: 'Ours' }), version: 1 };
  await send('PUT', '/knowledge/std-obd-p0420', own);
  const [first, ...others] = shippedKnowledge.entries.filter(({ id }) => id !== 'std-obd-p0430');
  const next = {
    version: 2,
    entries: [{ ...first, solution: 'Newer' }, ...others].map((entry) =>
      entry.id === 'std-obd-p0420' ? { ...entry, solution: 'Newer' } : entry,
    ) as typeof shippedKnowledge.entries,
  };
  expect(await bulk.ship(next)).toEqual({ written: 1, retired: 1 });
  expect((await entries.find('std-obd-p0420'))?.symptom).toBe('Ours');
  expect((await entries.find('std-obd-p0430'))?.retired_at).not.toBeNull();
  // An older release that starts again changes nothing.
  expect(await bulk.ship(shippedKnowledge)).toEqual({ written: 0, retired: 0 });
});

test('feedback counts once per client, the latest applies, and it decides between equals', async () => {
  const batch_id = await api.createBatch();
  const a = await add({ error_code: 'FB1' });
  const b = await add({ error_code: 'FB1' });
  const say = (id: string, verdict: string, token = 't1') =>
    send('POST', `/knowledge/${id}/feedback`, { batch_id, finding: 'obd-dtc', verdict, token });
  const before = (await api.call('/knowledge?limit=1')).body.revision;
  await Promise.all(Array.from({ length: 8 }, () => say(b.id, 'wrong')));
  expect((await say(b.id, 'helped')).body).toEqual({ helped: 1, wrong: 0 });
  expect((await say(b.id, 'helped', 't2')).body).toEqual({ helped: 2, wrong: 0 });
  expect((await api.call(`/knowledge/${b.id}/feedback`)).body.feedback).toHaveLength(2);
  expect((await api.call('/knowledge?limit=1')).body.revision).toBe(before);
  expect((await idsOf('q=FB1')).slice(0, 2)).toEqual([b.id, a.id]);

  expect((await say('none', 'helped')).status).toBe(404);
  const other = { batch_id: a.id, finding: 'x', verdict: 'helped', token: 't' };
  expect((await send('POST', `/knowledge/${a.id}/feedback`, other)).status).toBe(404);
  expect((await say(a.id, 'maybe')).body.field).toBe('verdict');
});

test('findings get what is known of their codes, rule, platform and words', async () => {
  await add({ error_code: 'P0171', vehicle_platform: 'van', symptom: 'Van runs lean' });
  await add({ error_code: 'P0171', vehicle_platform: 'truck', symptom: 'Truck runs lean' });
  const general = await add({ symptom: 'Hoist voltage collapses under load' });
  const finding = (rule: string, title: string, codes?: string[]) =>
    ({ rule, title, severity: 'error', evidence: [], ...(codes && { codes }) }) as unknown as Finding;
  const { findings, version } = await attachKnowledge(api.stores.knowledge, 'van', [
    finding('obd-dtc', 'Mixture too lean', ['P0171']),
    finding('under-voltage', 'Hoist voltage collapses under load of winch'),
  ]);
  expect(findings[0]?.knowledge?.map(({ title, why }) => [title, why])).toEqual([
    ['Van runs lean', 'code P0171, platform van'],
    ['Mixture too lean, bank 1.', 'code P0171'],
    ['A control unit reports an OBD-II code.', 'rule obd-dtc'],
  ]);
  const ids = findings[1]?.knowledge?.map(({ id }) => id);
  expect(ids).toEqual(['std-rule-under-voltage', general.id]);
  expect(Number(version)).toBeGreaterThan(1);
});
