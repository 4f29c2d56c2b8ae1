import { beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { auditPage } from '../support/browser/audit-page.ts';
import { consoleBrowser, narrow, wide } from '../support/browser/console-browser.ts';

const at = consoleBrowser();
const vehicle_id = 'audited';
const platform = 'crane';
let batchId: string;
beforeAll(async () => {
  await at.car.ended(
    await at.car.deliver([{ name: 'a.mcap', bytes: sampleMcap({ seed: 91 }) }], { vehicle_id }),
  );
  const files = [
    { name: 'b.mcap', bytes: sampleMcap({ seed: 92, faults: ['error-diagnostics', 'cpu-saturation'] }) },
    { name: 'c.mcap', bytes: sampleMcap({ seed: 93 }) },
    { name: 'notes.txt', bytes: Buffer.from('not a recording') },
  ];
  batchId = await at.car.deliver(files, { vehicle_id, platform, tolerated_failed_percent: 50 });
  await at.car.ended(batchId);
  await at.argus.stores.ruleSettings.put({
    platform,
    rule: 'bus-off',
    enabled: false,
    thresholds: {},
    note: 'No CAN',
    changed_by: 'Ada',
  });
  await at.argus.stores.vehicleHoldings.put(vehicle_id, {
    ...{ total_files: 3, total_bytes: 9_000 },
    files: [{ path: 'cam0/front.mcap', size: 9, recorded_at: null, why: 'failed', note: '422' }],
  });
  const from_to = { recorded_from: '2026-11-28T09:00:00Z', recorded_to: '2026-11-28T10:00:00Z' };
  await at.argus.stores.vehicleRequests.ask({
    ...{ id: batchId, vehicle_id, path: null, pattern: 'cam*/**', ...from_to, note: 'the brake test' },
    ...{ asked_by: 'Ada', expires_at: new Date(Date.now() + 86_400_000).toISOString() },
  });
});

/** Each with an element that shows that it has loaded completely. */
const pages: [name: string, path: () => string, there: string][] = [
  ['batches', () => '/', 'audited'],
  ['batches, none found', () => '/?vehicle_id=zebra', 'No batch matches this filter.'],
  [
    'a report with a comparison',
    () => `/batches/${batchId}?compare=previous`,
    'Changes since the drive before',
  ],
  ['no batch', () => '/batches/01890000-0000-7000-8000-000000000000', 'This batch cannot be shown'],
  ['vehicles', () => '/vehicles', 'audited'],
  ['vehicles, none found', () => '/vehicles?text=zebra', 'No vehicle matches this filter.'],
  ['a vehicle', () => `/vehicles/${vehicle_id}`, 'Verdicts over time'],
  ['on the vehicles', () => '/on-vehicles', 'audited'],
  ['an upload policy', () => '/upload-policy?platform=audited', 'All other files'],
  ['on a vehicle', () => `/on-vehicles/${vehicle_id}`, 'the brake test'],
  ['the fleet', () => '/fleet', 'brake_system'],
  ['reports', () => `/reports?vehicle_id=${vehicle_id}`, 'audited'],
  ['an upload', () => '/upload', 'Drop recordings'],
  ['the rules', () => '/rules', 'cpu-saturation'],
  [
    'the rules of a platform',
    () => `/rules?platform=${platform}&batch=${batchId}&run=1`,
    'The rules have changed since this report',
  ],
  ['a wrong filter', () => '/rules?platform=%00', 'must not be blank or contain control characters'],
  ['the knowledge base', () => '/knowledge', 'Entries'],
  ['an entry', () => '/knowledge/std-rule-cpu-saturation', 'Nobody has said yet'],
  ['a new entry', () => '/knowledge/new', 'New entry'],
  ['an import', () => '/knowledge/import', 'File to import'],
  ['the system', () => '/system', 'Task queues'],
  ['custody', () => '/custody', 'No recording was lost or changed.'],
  ['tokens', () => '/tokens', 'No token has been made yet.'],
  ['no page', () => '/nothing/here', 'All batches'],
];

describe.each(pages)('%s', (_, path, there) => {
  test.each([
    ['light', wide],
    ['dark', narrow],
  ] as const)('has no barriers in reading and use, %s', async (colorScheme, size) => {
    await at.page.emulateMedia({ colorScheme });
    await at.page.setViewportSize(size);
    await at.open(path());
    await at.page.getByText(there).first().waitFor();
    expect(await auditPage(at.page)).toEqual([]);
    await at.expectNoSidewaysScroll();
  });
});

test('a rule is changed in a form whose every field is named, in both schemes', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await at.page.emulateMedia({ colorScheme });
    await at.page.setViewportSize(narrow);
    await at.open(`/rules?platform=${platform}&q=cpu-saturation`);
    await at.page.getByRole('button', { name: 'Change cpu-saturation' }).click();
    await at.page.getByLabel(/^warning\s*%$/).fill('1e9');
    await at.page.getByRole('button', { name: 'Save' }).click();
    await at.page.getByText('Has to be from 0 %').waitFor();
    expect(await auditPage(at.page)).toEqual([]);
    await at.expectNoSidewaysScroll();
  }
});

test('a page that cannot be loaded says so and loads on retry', async () => {
  let unavailable = true;
  await at.page.route('**/api/v1/rules*', (route) => (unavailable ? route.abort() : route.continue()));
  await at.open('/rules');
  await at.page.getByRole('alert').getByText('Argus cannot be reached.').waitFor();
  expect(await auditPage(at.page)).toEqual([]);
  unavailable = false;
  await at.page.getByRole('button', { name: 'Try again' }).click();
  await at.page.getByText('cpu-saturation').first().waitFor();
  expect(await at.page.getByRole('alert').count()).toBe(0);
});
