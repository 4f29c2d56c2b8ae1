import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { consoleBrowser, narrow } from '../support/browser/console-browser.ts';
import { type CuttingLink, startCuttingLink } from '../support/cutting-link.ts';

const at = consoleBrowser();
const drive = sampleMcap({ seed: 71, seconds: 20 });
const folder = mkdtempSync(join(tmpdir(), 'argus-upload-page-'));
let link: CuttingLink;

beforeAll(async () => {
  mkdirSync(join(folder, 'cam0'));
  mkdirSync(join(folder, 'cam1'));
  for (const camera of ['cam0', 'cam1']) writeFileSync(join(folder, camera, 'drive.mcap'), drive);
  writeFileSync(join(folder, 'empty.log'), '');
  link = await startCuttingLink(at.argus.url);
});
afterAll(async () => {
  await link?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function fillForm(vehicle: string): Promise<void> {
  await at.page.getByLabel('Vehicle', { exact: true }).fill(vehicle);
  await at.page.getByLabel('VIN').fill('WVWZZZ1JZ3W386752');
}
const batchIdOf = (url: string) => /batches\/([0-9a-f-]{36})/.exec(url)?.[1] ?? '';

test('a folder becomes a batch whose files keep their paths', async () => {
  await at.open('/');
  await at.page.getByRole('link', { name: 'Upload a drive' }).click();
  await at.page.getByLabel('Choose a folder').setInputFiles(folder);
  await at.page.getByText('2 files chosen.').waitFor();
  await at.page.getByText('1 empty file left out').waitFor();
  await fillForm('van-browser');
  await at.page.getByRole('button', { name: /^Upload 2 files/ }).click();
  await at.page.waitForURL(/\/batches\/[0-9a-f-]{36}$/);
  const batchId = batchIdOf(at.page.url());
  await at.car.ended(batchId);
  const response = await fetch(`${at.argus.url}/api/v1/batches/${batchId}/files`);
  const { files } = (await response.json()) as { files: { name: string; sha256: string }[] };
  const sha256 = createHash('sha256').update(drive).digest('hex');
  expect(files.map((file) => file.name.replace(/^argus-upload-page-[^/]*\//, '')).toSorted()).toEqual([
    'cam0/drive.mcap',
    'cam1/drive.mcap',
  ]);
  expect(new Set(files.map((file) => file.sha256))).toEqual(new Set([sha256]));
  expect(at.complaints).toEqual([]);
});

test('what a cut link and a closed tab left unfinished goes on when its files are chosen again', async () => {
  await at.page.goto(`${link.url}/upload`);
  await at.heading('Upload a drive').waitFor();
  link.holdAfter(link.sent() + Math.floor(drive.byteLength / 2));
  await at.page.getByLabel('Choose files').setInputFiles(join(folder, 'cam0', 'drive.mcap'));
  await fillForm('van-cut');
  await at.page.getByRole('button', { name: /^Upload 1 file/ }).click();
  await at.page.getByText(/0 of 1 file stored/).waitFor();
  await at.page.getByText('Uploading').waitFor();
  at.page.on('dialog', (dialog) => void dialog.accept());
  await at.page.goto('about:blank');
  link.release({ loses: true });

  await at.page.goto(`${link.url}/upload`);
  await at.page.getByText('An upload for van-cut is not finished.').waitFor();
  await at.page.getByLabel('Choose files').setInputFiles(join(folder, 'cam0', 'drive.mcap'));
  await at.page.getByRole('button', { name: 'Go on with the upload' }).click();
  await at.page.waitForURL(/\/batches\/[0-9a-f-]{36}$/);
  await at.car.ended(batchIdOf(at.page.url()));
  await at.page.goto(`${link.url}/upload`);
  expect(await at.page.getByText('is not finished').count()).toBe(0);
});

test('who leaves while the batch is begun is taken nowhere, and finds it again', async () => {
  await at.open('/upload');
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  await at.page.route('**/api/v1/batches', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const response = await route.fetch();
    begun.resolve();
    await goOn.promise;
    await route.fulfill({ response });
  });
  const asked: string[] = [];
  at.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await at.page.getByLabel('Choose files').setInputFiles(join(folder, 'cam0', 'drive.mcap'));
  await fillForm('van-left');
  await at.page.getByRole('button', { name: /^Upload 1 file/ }).click();
  await begun.promise;
  await at.page.getByRole('link', { name: 'System' }).click();
  await at.heading('Servers').waitFor();
  asked.length = 0;
  goOn.resolve();
  await at.page.waitForFunction(`Object.values(localStorage).some((text) => text.includes('van-left'))`);
  await at.page.getByRole('link', { name: 'Batches', exact: true }).first().click();
  await at.page.getByRole('link', { name: 'Upload a drive' }).waitFor();
  expect(asked.filter((path) => /\/(files|uploads)/.test(path))).toEqual([]);

  await at.open('/upload');
  await at.page.getByText('An upload for van-left is not finished.').waitFor();
});

test('a second tab uploads another drive, and leaves the first one what it remembers; a cancelled batch is not offered', async () => {
  await at.open('/upload');
  const first = at.page;
  const begun = Promise.withResolvers<string>();
  // Never answered: this tab is uploading until it is closed.
  await first.route('**/api/v1/batches/*/uploads', (route) =>
    begun.resolve(batchIdOf(route.request().url())),
  );
  await first.getByLabel('Choose files').setInputFiles(join(folder, 'cam0', 'drive.mcap'));
  await fillForm('van-first-tab');
  await first.getByRole('button', { name: /^Upload 1 file/ }).click();
  const batchId = await begun.promise;

  const second = await first.context().newPage();
  await second.goto(`${at.argus.url}/upload`);
  await second.getByLabel('Choose files').setInputFiles(join(folder, 'cam1', 'drive.mcap'));
  await second.getByLabel('Vehicle', { exact: true }).fill('van-second-tab');
  await second.getByLabel('VIN').fill('WVWZZZ1JZ3W386752');
  await second.getByRole('button', { name: /^Upload 1 file/ }).click();
  await second.waitForURL(/\/batches\/[0-9a-f-]{36}$/);

  await first.close({ runBeforeUnload: false });
  await second.goto(`${at.argus.url}/upload`);
  await second.getByText('An upload for van-first-tab is not finished.').waitFor();
  const cancelled = await fetch(`${at.argus.url}/api/v1/batches/${batchId}/cancel`, { method: 'POST' });
  expect(cancelled.ok).toBe(true);
  await at.car.ended(batchId);
  const asked = second.waitForResponse((response) => response.url().endsWith(`/batches/${batchId}`));
  await second.reload();
  await (await asked).finished();
  await second.getByLabel('Vehicle', { exact: true }).waitFor();
  expect(await second.getByText('is not finished').count()).toBe(0);
});

test('a VIN that cannot be one is said before anything is sent', async () => {
  await at.open('/upload');
  await at.page.getByLabel('Choose files').setInputFiles(join(folder, 'cam0', 'drive.mcap'));
  await at.page.getByLabel('Vehicle', { exact: true }).fill('van-vin');
  await at.page.getByLabel('VIN').fill('WRONG');
  await at.page.getByRole('button', { name: /^Upload 1 file/ }).click();
  await at.page.getByRole('alert').filter({ hasText: 'vin' }).waitFor();
  expect(await at.page.getByLabel('VIN').inputValue()).toBe('WRONG');
});

test('the page fits a phone', async () => {
  await at.page.setViewportSize(narrow);
  await at.open('/upload');
  await at.heading('Upload a drive').waitFor();
  await at.expectNoSidewaysScroll();
});
