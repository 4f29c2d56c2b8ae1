import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtmlReport } from '../../src/report/html/page.ts';
import type { Report } from '../../src/report/report-schema.ts';
import { findChromium } from '../../stack/chromium.ts';
import { faintTexts } from '../support/browser/audit-page.ts';
import { fullReport, hostile, picturesOf, withTexts } from '../support/report/report-of.ts';

const long = 'w'.repeat(400);
const phone = { width: 360, height: 740 };
let browser: Browser;
let folder: string;
beforeAll(async () => {
  const { executablePath, args } = await findChromium();
  browser = await chromium.launch({ executablePath, args: [...args, '--disable-gpu', '--no-first-run'] });
  folder = await mkdtemp(join(tmpdir(), 'argus-report-'));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The page as its recipient opens it, with its requests and the browser's complaints. */
async function open(report: Report, options: { viewport?: typeof phone; colorScheme?: 'dark' } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const events: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) events.push(request.url());
  });
  page.on('console', (message) => events.push(message.text()));
  page.on('pageerror', (error) => events.push(error.message));
  page.on('dialog', (dialog) => events.push(`dialog: ${dialog.message()}`));
  const path = join(folder, 'report.html');
  await writeFile(path, renderHtmlReport(report, picturesOf(report)));
  await page.goto(pathToFileURL(path).href);
  return { page, events, address: pathToFileURL(path).href, close: () => context.close() };
}

const sidewaysScroll = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe('the page of a report in a browser', () => {
  test.each([
    ['as it is', fullReport()],
    ['full of markup', withTexts(fullReport(), hostile)],
    ['full of long words', withTexts(fullReport(), long)],
  ])('makes no requests, runs no scripts and fits a phone, %s', async (_, report) => {
    const { page, events, address, close } = await open(report, { viewport: phone });
    expect(events).toEqual([address]);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await page.evaluate('document.scripts.length')).toBe(0);
    expect(await page.evaluate('[...document.images].every((image) => image.naturalWidth > 0)')).toBe(true);
    await close();
  });

  test('leads from the evidence to the row of the file', async () => {
    const { page, close } = await open(fullReport());
    const link = page.locator('.finding a[href^="#file-"]').first();
    const name = await link.textContent();
    await link.click();
    const target = page.locator(':target');
    expect(await target.textContent()).toContain(name);
    expect(await target.isVisible()).toBe(true);
    await close();
  });

  test('has landmarks, one outline of headings, and a skip link for the keyboard', async () => {
    const { page, close } = await open(fullReport());
    for (const role of ['main', 'banner', 'contentinfo', 'navigation'] as const) {
      expect([role, await page.getByRole(role).count()]).toEqual([role, 1]);
    }
    const levels = await page
      .locator('h1, h2, h3, h4')
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.entries())
      expect(level - (levels[i - 1] ?? level)).toBeLessThanOrEqual(1);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the verdict');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('verdict');
    expect(await page.getByRole('table', { name: /^Files and their verdicts/ }).count()).toBe(1);
    await close();
  });

  test.each(['light', 'dark'] as const)(
    'has a contrast of 4.5 : 1 everywhere when it is %s',
    async (scheme) => {
      const { page, close } = await open(fullReport(), scheme === 'dark' ? { colorScheme: 'dark' } : {});
      expect(await faintTexts(page)).toEqual([]);
      await close();
    },
  );

  test('prints including everything collapsed', async () => {
    const report = fullReport();
    const [topic] = report.topics;
    const topics = Array.from({ length: 60 }, (_, i) => ({ ...topic, name: `/topic_${i}` }));
    const { page, close } = await open({ ...report, topics: topics as Report['topics'] });
    expect(await page.getByText('/topic_59').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('/topic_59').isVisible()).toBe(true);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    await close();
  });

  test('prints tables and evidence no larger than the text around them', async () => {
    const { page, close } = await open(fullReport());
    await page.emulateMedia({ media: 'print' });
    const sizes = (selector: string) =>
      page.evaluate<number[]>(
        `[...document.querySelectorAll('${selector}')].map((each) => parseFloat(getComputedStyle(each).fontSize))`,
      );
    const [text = 0] = await sizes('body');
    for (const selector of ['td', '.evidence']) {
      const found = await sizes(selector);
      expect(found.length).toBeGreaterThan(0);
      expect(Math.max(...found)).toBeLessThanOrEqual(text);
    }
    await close();
  });
});
