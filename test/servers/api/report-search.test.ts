import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportPageBody } from '../../../src/api/reports/schema.ts';
import { storedReports } from '../../support/stored-reports.ts';
import { startTestApi, type TestApi, withQuery } from '../../support/test-api.ts';

let api: TestApi;
let stored: ReturnType<typeof storedReports>;
beforeAll(async () => {
  api = await startTestApi();
  stored = storedReports(api.stores.db);
});
afterAll(() => api.close());

describe('reports', () => {
  const found = async (query: Record<string, string>) => {
    const { status, body } = await api.call(withQuery('/reports', query));
    expect(status).toBe(200);
    return (body as ReportPageBody).reports.map(({ batch_id }) => batch_id);
  };

  test.for([
    ['code', { code: 'P0420' }],
    ['software version', { version: '7.3.1' }],
    ['version of a component', { component: 'planner', version: '7.3.1' }],
    ['platform', { platform: 'van' }],
    ['words of a finding, in any case and order', { text: 'CATALYST efficiency' }],
    ['the beginning of a word', { text: 'cataly' }],
    ['the text of a code', { text: 'oxygen sensor' }],
    ['words in Cyrillic', { text: 'аккумулятор' }],
    ['a part of an unspaced script', { text: '电池电压' }],
    ['a single character of it', { text: '压' }],
    ['words with accents, composed or not', { text: 'u\u0308berhitzt' }],
    ['all at once', { code: 'P0420', platform: 'van', text: 'catalyst', severity: 'error' }],
  ] as const)('are found by %s', async ([, query]) => {
    const mine = await stored.drive({
      platform: 'van',
      codes: [{ code: 'P0420', source: 'obd', message: 'Oxygen sensor of bank 1' }],
      findings: [
        { title: 'Catalyst: efficiency low' },
        { title: 'Аккумулятор разряжен' },
        { title: '动力电池电压低' },
        { description: 'Motor \u00fcberhitzt' },
      ],
      versions: [{ component: 'planner', version: '7.3.1' }],
      verdict: { severity: 'error', sentence: 'Bad.' },
    });
    const other = await stored.drive({ versions: [{ component: 'other', version: '7.3.2' }] });
    const batches = await found(query);
    expect(batches).toContain(mine.batch_id);
    expect(batches).not.toContain(other.batch_id);
  });

  test('are not found by what they do not contain, nor by query operators', async () => {
    await stored.drive({ findings: [{ title: 'Catalyst' }] });
    for (const text of ['catalyst & !zebra', "' | 'zebra", '池压', '***']) {
      expect(await found({ text })).toEqual([]);
    }
  });

  test('are found by the time they were made, page by page', async () => {
    const made = [];
    for (let index = 0; index < 5; index += 1) {
      made.push(await stored.drive({ codes: [{ code: 'paged' }] }));
    }
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { code: 'paged', limit: '2', ...(cursor && { cursor }) };
      const { body } = await api.call(withQuery('/reports', query));
      pages.push(body.reports.map((one: { batch_id: string }) => one.batch_id));
      cursor = body.next_cursor;
    } while (cursor);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(made.map(({ batch_id }) => batch_id).reverse());
    const future = new Date(Date.now() + 60_000).toISOString();
    expect(await found({ code: 'paged', created_before: future })).toHaveLength(5);
    expect(await found({ code: 'paged', created_after: future })).toEqual([]);
  });

  test.for(['code', 'version', 'text', 'created_after'])(
    'a wrong %s is refused by its name',
    async (field) => {
      const { status, body } = await api.call(withQuery('/reports', { [field]: 'a\u0000b' }));
      expect([status, body.code, body.field]).toEqual([400, 'validation', field]);
    },
  );
});
