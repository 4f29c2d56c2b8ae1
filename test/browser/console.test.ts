import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import type { NamedBytes } from '../support/batches.ts';
import { consoleBrowser, narrow, wide } from '../support/browser/console-browser.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();
const { open, heading, row } = at;
const mcap = (seed: number): NamedBytes => ({ name: `drive-${seed}.mcap`, bytes: sampleMcap({ seed }) });
const notARecording: NamedBytes = { name: 'notes.txt', bytes: Buffer.from('not a recording') };

describe('the list', () => {
  test('shows a newcomer how to upload, and the first batch as soon as it exists', async () => {
    await open('/');
    await heading('No batches yet').waitFor();
    expect(await at.page.locator('pre').first().textContent()).toContain('npx argus upload');
    const { batch_id, vehicle_id } = await at.car.createBatch();
    await row(vehicle_id).getByText('Uploading').waitFor();
    await at.page.getByRole('link', { name: vehicle_id }).click();
    await at.page.waitForURL(`**/batches/${batch_id}`);
    await heading(vehicle_id).waitFor();
    await at.page.goBack();
    await row(vehicle_id).waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('shows first the batches that have not moved for long, with what to do', async () => {
    const { batch_id, vehicle_id } = await at.car.createBatch();
    const { batch_id: fresh } = await at.car.createBatch();
    const { db } = at.argus.stores;
    await db.query(`UPDATE batches SET updated_at = now() - interval '2 hours' WHERE id = $1`, [batch_id]);
    await open('/');
    const stuck = at.page.getByRole('region', { name: 'Stuck batches' });
    await stuck.getByRole('link', { name: vehicle_id }).waitFor();
    await stuck.getByText('No file has come.').waitFor();
    expect(await stuck.getByRole('listitem').count()).toBe(1);
    expect(await stuck.innerHTML()).not.toContain(fresh);
    await at.car.post(`/batches/${batch_id}/cancel`);
    await until('the batch to be over', async () => (await at.car.progress(batch_id)).status === 'failed');
    await at.car.post(`/batches/${fresh}/cancel`);
    await open('/');
    await row(vehicle_id).waitFor();
    expect(await stuck.count()).toBe(0);
  });

  test('shows outcome and verdict, and filters by vehicle and status', async () => {
    const good = 'filter-good';
    const bad = 'filter-bad';
    await at.car.ended(await at.car.deliver([mcap(31)], { vehicle_id: good }));
    await at.car.ended(await at.car.deliver([notARecording], { vehicle_id: bad }));
    await open('/');
    await row(good).getByText('No fault found').waitFor();
    await row(bad).getByText('could not be read').waitFor();

    await at.page.getByLabel('Vehicle').fill(good);
    await at.page.getByRole('button', { name: 'Filter' }).click();
    await until('the other batch to go', async () => (await row(bad).count()) === 0);
    expect(at.page.url()).toContain(`vehicle_id=${good}`);
    await at.page.getByLabel('Status').selectOption('failed');
    await at.page.getByText('No batch matches this filter').waitFor();
    await at.page.getByRole('link', { name: 'Clear' }).click();
    await row(bad).waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('explains what is wrong with a filter', async () => {
    await open('/?vin=1');
    const alert = at.page.getByRole('alert');
    await alert.getByText('must be 17 letters and digits').waitFor();
    expect(await alert.textContent()).toMatch(/request [0-9a-f-]{36}/);
  });

  test('pages to older batches and back', async () => {
    const { batch_id: oldest } = await at.car.createBatch({ vehicle_id: 'pages' });
    for (let i = 0; i < 25; i++) await at.car.createBatch({ vehicle_id: 'pages' });
    await open('/?vehicle_id=pages');
    await at.page.getByText('25 batches on this page').waitFor();
    await at.page.getByRole('link', { name: 'Older' }).click();
    await at.page.getByText('1 batch on this page').waitFor();
    expect(await at.page.locator(`a[href="/batches/${oldest}"]`).count()).toBe(1);
    await at.page.getByRole('link', { name: 'Newest' }).click();
    await at.page.getByText('25 batches on this page').waitFor();
  });

  test('keeps its rows in place under the pointer and says what is new', async () => {
    await at.car.createBatch({ vehicle_id: 'steady' });
    await open('/?vehicle_id=steady');
    await row('steady').hover();
    await at.car.createBatch({ vehicle_id: 'steady' });
    const more = at.page.getByRole('button', { name: 'Show 1 new batch' });
    await more.waitFor();
    expect(await row('steady').count()).toBe(1);
    await more.click();
    await at.page.getByText('2 batches on this page').waitFor();
  });
});

describe.each([
  ['wide', wide],
  ['narrow', narrow],
])('the fleet, in a %s window', (_, viewport) => {
  test('shows its codes, and links from one to a vehicle with its verdicts', async () => {
    const vehicle_id = `fleet-${viewport.width}`;
    const faulty = { name: 'faulty.mcap', bytes: sampleMcap({ seed: 60, faults: ['error-diagnostics'] }) };
    for (let drive = 0; drive < 2; drive += 1) {
      expect(await at.car.ended(await at.car.deliver([faulty], { vehicle_id }))).toMatchObject({
        status: 'completed',
      });
    }
    await at.page.setViewportSize(viewport);
    await open('/fleet');
    await at.page.getByText('brake_system').first().waitFor();
    await at.expectNoSidewaysScroll();
    await at.page.getByRole('link', { name: '30 days' }).click();
    await at.page.locator('a[aria-current]', { hasText: '30 days' }).waitFor();
    await at.page.getByText('brake_system').first().waitFor();
    await at.page
      .getByRole('img', { name: /of the batches$/ })
      .first()
      .waitFor();

    await at.page
      .getByRole('link', { name: /batch(?:es)? with / })
      .first()
      .click();
    await heading('Reports').waitFor();
    await at.row(vehicle_id).first().waitFor();
    await at.expectNoSidewaysScroll();
    await open('/fleet?min_severity=critical');
    await at.page.getByText('No code matches this filter.').waitFor();

    await open(`/vehicles/${vehicle_id}`);
    await heading(vehicle_id).waitFor();
    await at.page.getByText('brake_system').first().waitFor();
    expect(await at.page.getByRole('row').count()).toBeGreaterThan(2);
    await at.expectNoSidewaysScroll();
    expect(at.complaints).toEqual([]);
  });
});

test('text being typed into a filter survives a refresh of the list', async () => {
  let asked = 0;
  await at.page.route('**/api/v1/batches?*', async (route) => {
    asked += 1;
    await route.continue();
  });
  await open('/');
  await at.page.getByLabel('Vehicle').pressSequentially('truck');
  const before = asked;
  await until('the list to be asked for again', () => asked > before + 1);
  expect(await at.page.getByLabel('Vehicle').inputValue()).toBe('truck');
});

test('hostile names are shown as text', async () => {
  const evil = '<img src=x onerror=document.title=1>';
  const batchId = await at.car.deliver([{ ...mcap(51), name: `${evil}.mcap` }], { vehicle_id: evil });
  await at.car.ended(batchId);
  await open('/');
  await row(evil).waitFor();
  await open(`/batches/${batchId}`);
  await heading(evil).waitFor();
  await heading('Files').click();
  await at.page.getByRole('link', { name: `${evil}.mcap`, exact: true }).waitFor();
  expect(await at.page.locator('img[src="x"]').count()).toBe(0);
  expect(await at.page.title()).toBe(`Completed · ${evil} · Argus`);
  expect(at.complaints).toEqual([]);
});

test.each([wide, narrow])('nothing overflows a window of $width pixels', async (size) => {
  const long = `${size.width}`.padEnd(128, 'W');
  const name = `${'long-'.repeat(40)}name.mcap`;
  const batchId = await at.car.deliver([mcap(61), { ...notARecording, name }], {
    vehicle_id: long,
    tolerated_failed_percent: 50,
  });
  await at.car.ended(batchId);
  await at.page.setViewportSize(size);
  await open('/');
  await row(long).waitFor();
  await at.expectNoSidewaysScroll();
  await open(`/batches/${batchId}`);
  await heading('Charts').waitFor();
  await row(name).waitFor();
  await at.expectNoSidewaysScroll();
  expect(at.complaints).toEqual([]);
});

test('can be used with the keyboard alone', async () => {
  const { batch_id, vehicle_id } = await at.car.createBatch();
  await open('/');
  await row(vehicle_id).waitFor();
  await at.page.keyboard.press('Tab');
  await at.page.keyboard.press('Enter');
  const focused = () => at.page.evaluate('document.activeElement?.id || document.activeElement?.textContent');
  expect(await focused()).toBe('main');
  await at.page.locator(`a[href="/batches/${batch_id}"]`).focus();
  await at.page.keyboard.press('Enter');
  await heading(vehicle_id).waitFor();
  expect(await focused()).toBe('main');
  await at.page.getByRole('button', { name: 'Cancel…' }).focus();
  await at.page.keyboard.press('Enter');
  await at.page.getByRole('dialog').waitFor();
  await at.page.keyboard.press('Escape');
  await at.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused()).toBe('Cancel…');
});
