import { beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { consoleBrowser } from '../support/browser/console-browser.ts';

const at = consoleBrowser();
/** Bytes as sent, compressed, of all files that the console asks for before the picture: ours, not what the API answers. */
const most = 70_000;
const vehicle_id = 'truck-1';
let batchPath: string;
beforeAll(async () => {
  const batchId = await at.car.deliver(
    [{ name: 'a.mcap', bytes: sampleMcap({ seed: 94, faults: ['cpu-saturation'] }) }],
    { vehicle_id },
  );
  await at.car.ended(batchId);
  batchPath = `/batches/${batchId}`;
});

interface Loaded {
  path: string;
  bytes: number;
  encoding: string;
}

/** What the page at `path` asked for until the words were on it. */
async function loadedUntil(words: string, path: string, heading: string): Promise<Loaded[]> {
  await at.page.addInitScript(`(${notePicture.toString()})(${JSON.stringify(words)})`);
  await at.open(path);
  await at.heading(heading).waitFor();
  await at.page.getByText(words).first().waitFor();
  return at.page.evaluate<Loaded[]>(`(${filesUntilPicture.toString()})()`);
}

/** Runs in the page. */
function notePicture(words: string): void {
  // biome-ignore lint/suspicious/noExplicitAny: the page's globals are not those of Node
  const page = globalThis as any;
  new page.MutationObserver((_: unknown, observer: { disconnect(): void }) => {
    if (!page.document.querySelector('main')?.textContent.includes(words)) return;
    page.pictureAt = performance.now();
    observer.disconnect();
  }).observe(page.document, { childList: true, subtree: true, characterData: true });
}

/** Runs in the page. */
function filesUntilPicture(): Loaded[] {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const page = globalThis as any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const entries: any[] = ['navigation', 'resource'].flatMap((type) =>
    page.performance.getEntriesByType(type),
  );
  return entries
    .filter(({ startTime }) => startTime <= page.pictureAt)
    .map(({ name, encodedBodySize, contentEncoding }) => ({
      path: new URL(name).pathname,
      bytes: encodedBodySize,
      encoding: contentEncoding,
    }))
    .filter(({ path }) => !path.startsWith('/api/'));
}

describe.each([
  { language: 'en', pages: ['Batches', 'Verdict'] },
  { language: 'zh', pages: ['批次', '结论'] },
])('the first load in $language', ({ language, pages: [list = '', batch = ''] }) => {
  test.each([
    ['the list', () => '/', vehicle_id, list],
    ['a batch with its report', () => batchPath, batch, batch],
  ])(
    `of %s is at most ${most / 1_000} kB compressed, and has nothing that is not asked for`,
    async (_, path, words, heading) => {
      await at.page.addInitScript(`localStorage.setItem('argus-language', '${language}')`);
      const loaded = await loadedUntil(words, path(), heading);
      const scripts = loaded.filter(({ path }) => path.endsWith('.js'));
      expect(scripts.length).toBeGreaterThanOrEqual(3);
      expect(loaded.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(most);
      expect(scripts.filter(({ encoding }) => !['br', 'gzip'].includes(encoding))).toEqual([]);
      expect(scripts.map(({ path }) => path).join(' ')).not.toMatch(
        /plot|tus|stored-sentences|knowledge-texts|(?:upload|rules|knowledge|signals|policy|system)-page/,
      );
      expect(at.complaints).toEqual([]);
    },
  );
});

test('a page whose script cannot be fetched says so, and is there after a retry', async () => {
  await at.open('/');
  await at.page.route('**/assets/fleet-page-*', (route) => route.abort('connectionfailed'));
  await at.page.getByRole('link', { name: 'Fleet', exact: true }).click();
  const alert = at.page.getByRole('alert');
  await alert.getByText('Argus cannot be reached').waitFor();
  expect(await at.page.title()).toBe('This page could not be loaded · Argus');
  await at.page.unroute('**/assets/fleet-page-*');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await at.heading('Error codes of the fleet').waitFor();
});

test('a tab of a build that is no longer there gets the newest with a retry', async () => {
  await at.open('/');
  await at.page.route('**/assets/rules-page-*', (route) =>
    route.fulfill({ status: 404, json: { error: { code: 'not_found', message: 'There is no such file.' } } }),
  );
  await at.page.getByRole('link', { name: 'Rules', exact: true }).click();
  await at.page.getByText('a newer version of it has been put in place').waitFor();
  await at.page.unroute('**/assets/rules-page-*');
  const loaded = at.page.waitForEvent('load');
  await at.page.getByRole('button', { name: 'Try again' }).click();
  await loaded;
  await at.heading('Rules').waitFor();
});

test('a visit whose first script cannot be fetched says so, with a link that loads it again', async () => {
  await at.page.route('**/assets/index-*.js', (route) => route.abort('connectionfailed'));
  await at.open('/');
  const again = at.page.getByRole('link', { name: 'load it again' });
  await again.waitFor();
  await at.page.unroute('**/assets/index-*.js');
  await again.click();
  await at.heading('Batches').waitFor();
  expect(await again.count()).toBe(0);
});

test('a language that is chosen over a cut link leaves the page there, and is that of the next visit', async () => {
  await at.open('/');
  await at.heading('Batches').waitFor();
  await at.page.context().setOffline(true);
  const asked = at.page.waitForEvent('requestfailed', (request) => request.method() === 'HEAD');
  await at.page.getByLabel('Language').selectOption('zh');
  await asked;
  expect(await at.heading('Batches').isVisible()).toBe(true);
  await at.page.context().setOffline(false);
  await at.open('/');
  await at.heading('批次').waitFor();
});
