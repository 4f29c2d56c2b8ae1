import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { buildConsole } from '../../../scripts/console-build.ts';
import { findChromium } from '../../../stack/chromium.ts';
import { startArgus, type TestArgus } from '../argus.ts';
import { vehicle } from '../batches.ts';
import { patienceMs } from '../patience.ts';

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const silent = ['--disable-background-networking', '--disable-component-update'];

export const wide = { width: 1280, height: 900 };
export const narrow = { width: 390, height: 844 };

/** Argus with its console, and a browser; a separate page for each test. Must be called once in a test file. */
export function consoleBrowser() {
  let argus: TestArgus;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    await buildConsole();
    argus = await startArgus();
    const { executablePath, args } = await findChromium();
    browser = await chromium.launch({ executablePath, args: [...args, ...quiet, ...silent] });
  });
  afterAll(async () => {
    await browser?.close();
    await argus?.close();
  });
  beforeEach(async () => {
    complaints = [];
    context = await browser.newContext({ viewport: wide });
    context.setDefaultTimeout(patienceMs);
    page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()))
        complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(argus.url) && !request.url().startsWith('data:'))
        complaints.push(`asks elsewhere: ${request.url()}`);
    });
  });
  afterEach(() => context?.close());

  return {
    get argus() {
      return argus;
    },
    get page() {
      return page;
    },
    get car() {
      return vehicle(argus.url);
    },
    /** The browser's complaints, with their addresses: errors, failed requests, violations of the content security policy. */
    get complaints() {
      return complaints;
    },
    open: (path: string) => page.goto(argus.url + path),
    heading: (name: string) => page.getByRole('heading', { name, exact: true }),
    row: (text: string) => page.getByRole('row').filter({ hasText: text }),
    async expectNoSidewaysScroll(): Promise<void> {
      const excess = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate(excess)).toBeLessThanOrEqual(0);
    },
  };
}
