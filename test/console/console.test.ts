import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/sample-mcap.ts';
import { buildConsole } from '../../scripts/console-build.ts';
import { findChromium } from '../../stack/chromium.ts';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { type NamedBytes, vehicle } from '../support/batches.ts';
import { until } from '../support/until.ts';

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const silent = ['--disable-background-networking', '--disable-component-update'];

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
let browser: Browser;
beforeAll(async () => {
  await buildConsole();
  argus = await startArgus();
  car = vehicle(argus.url);
  const { executablePath, args } = await findChromium();
  browser = await chromium.launch({ executablePath, args: [...args, ...quiet, ...silent] });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await argus?.close();
});

const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
const mcap = (seed: number): NamedBytes => ({ name: `drive-${seed}.mcap`, bytes: sampleMcap({ seed }) });
const notARecording: NamedBytes = { name: 'notes.txt', bytes: Buffer.from('not a recording') };

let context: BrowserContext;
let page: Page;
/** What the browser complains about: errors, and what the content policy keeps out. */
let complaints: string[];
beforeEach(async () => {
  complaints = [];
  context = await browser.newContext({ viewport: wide });
  page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(argus.url) && !request.url().startsWith('data:'))
      complaints.push(`asks elsewhere: ${request.url()}`);
  });
});
afterEach(() => context?.close());

const open = (path: string) => page.goto(argus.url + path);
const row = (vehicleId: string) => page.getByRole('row').filter({ hasText: vehicleId });
const stage = (name: string) => page.locator(`[data-stage="${name}"]`);
const heading = (name: string) => page.getByRole('heading', { name, exact: true });

async function sidewaysScroll(): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

describe('the list', () => {
  test('tells a newcomer how to upload, and shows the first batch without being asked', async () => {
    await open('/');
    await heading('No batches yet').waitFor();
    expect(await page.locator('pre').first().textContent()).toContain('npx argus upload');
    const { batch_id, vehicle_id } = await car.createBatch();
    await row(vehicle_id).getByText('Uploading').waitFor();
    await page.getByRole('link', { name: vehicle_id }).click();
    await page.waitForURL(`**/batches/${batch_id}`);
    await heading(vehicle_id).waitFor();
    await page.goBack();
    await row(vehicle_id).waitFor();
    expect(complaints).toEqual([]);
  });

  test('shows outcome and verdict, and filters by vehicle and status', async () => {
    const good = 'filter-good';
    const bad = 'filter-bad';
    await car.ended(await car.deliver([mcap(31)], { vehicle_id: good }));
    await car.ended(await car.deliver([notARecording], { vehicle_id: bad }));
    await open('/');
    await row(good).getByText('No fault found').waitFor();
    await row(bad).getByText('could not be read').waitFor();

    await page.getByLabel('Vehicle').fill(good);
    await page.getByRole('button', { name: 'Filter' }).click();
    await until('the other batch to go', async () => (await row(bad).count()) === 0);
    expect(page.url()).toContain(`vehicle_id=${good}`);
    await page.getByLabel('Status').selectOption('failed');
    await page.getByText('No batch matches this filter').waitFor();
    await page.getByRole('link', { name: 'Clear' }).click();
    await row(bad).waitFor();
    expect(complaints).toEqual([]);
  });

  test('says in its own words what a filter has wrong', async () => {
    await open('/?vin=1');
    const alert = page.getByRole('alert');
    await alert.getByText('must be 17 letters and digits').waitFor();
    expect(await alert.textContent()).toMatch(/request [0-9a-f-]{36}/);
  });

  test('goes to older batches and back', async () => {
    const { batch_id: oldest } = await car.createBatch({ vehicle_id: 'pages' });
    for (let i = 0; i < 25; i++) await car.createBatch({ vehicle_id: 'pages' });
    await open('/?vehicle_id=pages');
    await page.getByText('25 batches on this page').waitFor();
    await page.getByRole('link', { name: 'Older' }).click();
    await page.getByText('1 batch on this page').waitFor();
    expect(await page.locator(`a[href="/batches/${oldest}"]`).count()).toBe(1);
    await page.getByRole('link', { name: 'Newest' }).click();
    await page.getByText('25 batches on this page').waitFor();
  });

  test('keeps its rows in place under the pointer and says what is new', async () => {
    await car.createBatch({ vehicle_id: 'steady' });
    await open('/?vehicle_id=steady');
    await row('steady').hover();
    await car.createBatch({ vehicle_id: 'steady' });
    const more = page.getByRole('button', { name: 'Show 1 new batch' });
    await more.waitFor();
    expect(await row('steady').count()).toBe(1);
    await more.click();
    await page.getByText('2 batches on this page').waitFor();
  });
});

describe('a batch', () => {
  test('goes live through its stages to the report', async () => {
    const { batch_id, vehicle_id } = await car.createBatch({ tolerated_failed_percent: 50 });
    await open(`/batches/${batch_id}`);
    await heading(vehicle_id).waitFor();
    await heading('What is it waiting for?').waitFor();
    expect(await stage('upload').getAttribute('class')).toContain('step-active');

    for (const file of [mcap(41), mcap(42), notARecording]) await car.upload(batch_id, file);
    await stage('upload').getByText('3 files').waitFor();
    await car.complete(batch_id);
    await heading('Verdict').waitFor();
    for (const name of ['upload', 'scatter', 'gather', 'diagnose', 'report'])
      expect(await stage(name).getAttribute('class')).toContain('step-done');
    await stage('scatter').getByText('3 of 3 files read, 1 failed').waitFor();
    expect(await heading('What is it waiting for?').count()).toBe(0);

    const timeline = await page.locator('.timeline').textContent();
    for (const words of [
      'Batch created',
      'Upload complete',
      '3 files processed',
      'Diagnosis made',
      'Report ready',
    ])
      expect(timeline).toContain(words);
    for (const title of [
      'Findings',
      'CPU, RAM and more',
      'Charts',
      'Topics',
      'Versions and provenance',
      'Files',
    ])
      await heading(title).waitFor();
    await row('notes.txt').getByText('Unknown format.').waitFor();
    await until('every chart to be drawn', async () => {
      const widths = await page
        .locator('.chart img')
        .evaluateAll((images) =>
          images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
        );
      return widths.length > 0 && widths.every((width) => width > 0);
    });
    expect(await page.title()).toBe(`Completed · ${vehicle_id} · Argus`);
    expect(complaints).toEqual([]);
  });

  test('is the same page when its address is opened later', async () => {
    const batchId = await car.deliver([mcap(43)]);
    await car.ended(batchId);
    await open(`/batches/${batchId}`);
    await heading('Verdict').waitFor();
    await page.locator('.timeline').getByText('Upload complete').waitFor();
    expect(complaints).toEqual([]);
  });

  test('can be cancelled, after a question, and retried', async () => {
    const { batch_id } = await car.createBatch();
    await open(`/batches/${batch_id}`);
    await page.getByRole('button', { name: 'Cancel…' }).click();
    await page.getByRole('button', { name: 'No, leave it' }).click();
    expect((await car.progress(batch_id)).status).toBe('pending');
    await page.getByRole('button', { name: 'Cancel…' }).click();
    await page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await page.getByRole('button', { name: 'Retry…' }).waitFor();
    expect(await stage('upload').getAttribute('class')).toContain('step-failed');
    await page.getByRole('button', { name: 'Retry…' }).click();
    await page.getByRole('button', { name: 'Yes, retry it' }).click();
    await page.locator('.timeline').getByText('Run 2 begins').waitFor();
    await page.getByRole('button', { name: 'Cancel…' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('runs again, live, and keeps the report of the run before', async () => {
    const batchId = await car.deliver([mcap(44)]);
    await car.ended(batchId);
    await open(`/batches/${batchId}`);
    await heading('Verdict').waitFor();
    await page.getByRole('button', { name: 'Reprocess…' }).click();
    await page.getByRole('button', { name: 'Yes, run it again' }).click();
    await until('the report of run 2', async () => (await page.getByLabel('Report of').inputValue()) === '2');
    await page.getByLabel('Report of').selectOption('1');
    await page.getByText('This is the report of run 1').waitFor();
    expect(complaints).toEqual([]);
  });

  test('has its failed files read again, alone', async () => {
    const batchId = await car.deliver([mcap(45), mcap(46), mcap(47), notARecording]);
    expect(await car.ended(batchId)).toMatchObject({ status: 'completed', failed_files: 1 });
    await open(`/batches/${batchId}`);
    await page.getByRole('button', { name: 'Retry the failed files…' }).click();
    await page.getByRole('button', { name: 'Yes, retry it' }).click();
    await until('the report of run 2', async () => (await page.getByLabel('Report of').inputValue()) === '2');
    expect(complaints).toEqual([]);
  });

  test('says when the connection is lost, and goes on when it is back', async () => {
    let away = true;
    await page.route('**/events*', (route) => (away ? route.fulfill({ status: 503 }) : route.continue()));
    const { batch_id } = await car.createBatch();
    await open(`/batches/${batch_id}`);
    await page.getByText('The connection to Argus is lost').waitFor();
    away = false;
    await page.getByText('live', { exact: true }).waitFor();
    expect(await page.getByText('The connection to Argus is lost').count()).toBe(0);
  });

  test('that does not exist is an error with its request id', async () => {
    await open('/batches/01890000-0000-7000-8000-000000000000');
    await heading('This batch cannot be shown').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/not_found · request [0-9a-f-]{36}/);
  });
});

describe.each([
  ['wide', wide],
  ['narrow', narrow],
])('the fleet, in a %s window', (_, viewport) => {
  test('shows its codes, and the way from one to a vehicle with its verdicts', async () => {
    const vehicle_id = `fleet-${viewport.width}`;
    const faulty = { name: 'faulty.mcap', bytes: sampleMcap({ seed: 60, faults: ['error-diagnostics'] }) };
    for (let drive = 0; drive < 2; drive += 1) {
      expect(await car.ended(await car.deliver([faulty], { vehicle_id }))).toMatchObject({
        status: 'completed',
      });
    }
    await page.setViewportSize(viewport);
    await open('/fleet');
    await page.getByText('brake_system').first().waitFor();
    expect(await sidewaysScroll()).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: '30 days' }).click();
    await page.locator('a[aria-current]', { hasText: '30 days' }).waitFor();
    await page.getByText('brake_system').first().waitFor();

    await open(`/vehicles/${vehicle_id}`);
    await heading(vehicle_id).waitFor();
    await page.getByText('brake_system').first().waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(2);
    expect(await sidewaysScroll()).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  });
});

test('what is being typed into a filter stays when the list is drawn again', async () => {
  let asked = 0;
  await page.route('**/api/v1/batches?*', async (route) => {
    asked += 1;
    await route.continue();
  });
  await open('/');
  await page.getByLabel('Vehicle').pressSequentially('truck');
  const before = asked;
  await until('the list to be asked for again', () => asked > before + 1, 30_000);
  expect(await page.getByLabel('Vehicle').inputValue()).toBe('truck');
});

test('hostile names are text', async () => {
  const evil = '<img src=x onerror=document.title=1>';
  const batchId = await car.deliver([{ ...mcap(51), name: `${evil}.mcap` }], { vehicle_id: evil });
  await car.ended(batchId);
  await open('/');
  await row(evil).waitFor();
  await open(`/batches/${batchId}`);
  await heading(evil).waitFor();
  await page.getByRole('link', { name: `${evil}.mcap`, exact: true }).waitFor();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.title()).toBe(`Completed · ${evil} · Argus`);
  expect(complaints).toEqual([]);
});

test.each([wide, narrow])('nothing runs out of a window of $width pixels', async (size) => {
  const long = `${size.width}`.padEnd(128, 'W');
  const name = `${'long-'.repeat(40)}name.mcap`;
  const batchId = await car.deliver([mcap(61), { ...notARecording, name }], {
    vehicle_id: long,
    tolerated_failed_percent: 50,
  });
  await car.ended(batchId);
  await page.setViewportSize(size);
  await open('/');
  await row(long).waitFor();
  expect(await sidewaysScroll()).toBeLessThanOrEqual(0);
  await open(`/batches/${batchId}`);
  await heading('Charts').waitFor();
  await row(name).waitFor();
  expect(await sidewaysScroll()).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
});

test('can be used with the keyboard alone', async () => {
  const { batch_id, vehicle_id } = await car.createBatch();
  await open('/');
  await row(vehicle_id).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const focused = () => page.evaluate('document.activeElement?.id || document.activeElement?.textContent');
  expect(await focused()).toBe('main');
  await page.locator(`a[href="/batches/${batch_id}"]`).focus();
  await page.keyboard.press('Enter');
  await heading(vehicle_id).waitFor();
  expect(await focused()).toBe('main');
  await page.getByRole('button', { name: 'Cancel…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await focused()).toBe('Cancel…');
});
