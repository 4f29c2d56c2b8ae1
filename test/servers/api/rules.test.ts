import { afterAll, beforeAll, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { aggregateOf, file } from '../../support/diagnosis/summaries.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const put = (path: string, body: unknown) =>
  api.call(path, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const ruleOn = async (platform: string, id: string) =>
  (await api.call(`/rules?platform=${platform}`)).body.rules.find((rule: { id: string }) => rule.id === id);

test('rules are listed with questions, thresholds and their sources', async () => {
  const { body } = await api.call('/rules');
  expect(body.platform).toBeNull();
  expect(body.rules.length).toBeGreaterThan(30);
  for (const rule of body.rules) {
    expect(rule).toMatchObject({ enabled: true, setting: null, question: expect.stringMatching(/\?$/) });
    for (const { value, standard, source } of rule.thresholds) {
      expect(value).toBe(standard);
      expect(source).not.toBe('');
    }
  }
});

test('a setting applies to its platform until it is removed', async () => {
  const path = '/platforms/van/rules/bus-errors';
  const answer = await put(path, {
    thresholds: { warning: 500 },
    note: 'noisy gateway',
    changed_by: 'Ada',
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    platform: 'van',
    rule: 'bus-errors',
    enabled: true,
    note: 'noisy gateway',
    changed_by: 'Ada',
  });
  const rule = await ruleOn('van', 'bus-errors');
  expect(rule.thresholds[0]).toMatchObject({ name: 'warning', value: 500, standard: 10 });
  expect(rule.setting.updated_at).toBe(answer.body.updated_at);
  expect((await ruleOn('truck', 'bus-errors')).setting).toBeNull();

  await put(path, { enabled: false });
  expect(await ruleOn('van', 'bus-errors')).toMatchObject({ enabled: false });
  expect((await api.call(path, { method: 'DELETE' })).status).toBe(204);
  expect((await api.call(path, { method: 'DELETE' })).status).toBe(404);
  expect(await ruleOn('van', 'bus-errors')).toMatchObject({ enabled: true, setting: null });
});

test.each([
  ['no-such-rule', { enabled: false }, 'rule'],
  ['bus-errors', { thresholds: { nothing: 1 } }, 'thresholds.nothing'],
  ['bus-errors', { thresholds: { warning: 2_000 } }, 'thresholds.warning'],
  ['under-voltage', { thresholds: { warning_12v: 1, error_12v: 9.5 } }, 'thresholds.error_12v'],
  ['over-temperature', { thresholds: { critical: 90 } }, 'thresholds.critical'],
  ['disk-filling', { thresholds: { error: 5 } }, 'thresholds.error'],
  ['bus-errors', { thresholds: { warning: -1 } }, 'thresholds.warning'],
  ['bus-errors', { thresholds: { warning: 'x' } }, 'thresholds.warning'],
  ['bus-errors', { enabled: 'no' }, 'enabled'],
  ['bus-errors', { other: 1 }, 'other'],
])('refuses for %s %j', async (rule, body, field) => {
  const answer = await put(`/platforms/van/rules/${rule}`, body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code: 'validation', field });
});

test('the rule set has the version that reports name, by what is set for the platform', async () => {
  const versionOn = async (query: string) => (await api.call(`/rules${query}`)).body.rule_set_version;
  const standard = await versionOn('');
  expect(standard).toBe(diagnose(aggregateOf(file('a'))).rule_set_version);
  await put('/platforms/versions/rules/bus-errors', { thresholds: { warning: 11 } });
  expect(await versionOn('?platform=versions')).not.toBe(standard);
  await put('/platforms/versions/rules/bus-errors', { thresholds: { warning: 10 } });
  expect(await versionOn('?platform=versions')).toBe(standard);
});

test('the batches of a platform are judged by its settings', async () => {
  await put('/platforms/tractor/rules/bus-off', { enabled: false });
  const { body } = await api.post('/batches', {
    vehicle_id: 'car-1',
    vin: 'WVWZZZ1JZ3W386752',
    platform: 'tractor',
  });
  expect(await api.stores.ruleSettings.ofBatch(body.batch_id)).toMatchObject([
    { rule: 'bus-off', enabled: false },
  ]);
  expect(await api.stores.ruleSettings.ofBatch(await api.createBatch())).toEqual([]);
});
