import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/sample-mcap.ts';
import { buildConsole } from '../../scripts/console-build.ts';
import { findChromium } from '../../stack/chromium.ts';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { vehicle } from '../support/batches.ts';
import { until } from '../support/until.ts';

let argus: TestArgus;
let browser: Browser;
beforeAll(async () => {
  await buildConsole();
  argus = await startArgus();
  const { executablePath, args } = await findChromium();
  browser = await chromium.launch({ executablePath, args: [...args, '--disable-gpu', '--no-first-run'] });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await argus?.close();
});

let page: Page;
let complaints: string[];
beforeEach(async () => {
  complaints = [];
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
const open = (path: string) => page.goto(argus.url + path);

test('an entry is found by misspelt words, added, changed and retired', async () => {
  await open('/knowledge');
  await page.getByLabel('Code or words').fill('cylnder misfre');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Cylinder 1 misfires.' }).waitFor();

  await page.getByRole('link', { name: 'New entry' }).click();
  await page.getByLabel('Symptom').fill('<b>Winch</b> slips');
  await page.getByLabel('What to do').fill('Tighten it');
  await page.getByLabel('Source').fill('workshop');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('version 1 · own entry').waitFor();
  await page.getByLabel('What to do').fill('Replace the lining');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('version 2 · own entry').waitFor();
  await page.getByRole('button', { name: 'Retire' }).click();
  await page.getByText('Retired').waitFor();

  await open('/knowledge?q=winch&retired=true');
  await page.getByRole('link', { name: '<b>Winch</b> slips' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a finding shows what is known, and takes feedback once', async () => {
  const car = vehicle(argus.url);
  const bytes = sampleMcap({ seed: 93, faults: ['cpu-saturation'] });
  const batchId = await car.deliver([{ name: 'drive.mcap', bytes }]);
  await car.ended(batchId);
  await open(`/batches/${batchId}`);
  const helped = page.getByRole('button', { name: 'This helped' }).first();
  await helped.click();
  await page.getByText('Helped 1, wrong 0.').waitFor();
  await page.getByRole('button', { name: 'Wrong here' }).first().click();
  await page.getByText('Helped 0, wrong 1.').waitFor();
  await until('the button to be pressed', async () => {
    return (
      (await page.getByRole('button', { name: 'Wrong here' }).first().getAttribute('aria-pressed')) === 'true'
    );
  });
  expect(complaints).toEqual([]);
});
