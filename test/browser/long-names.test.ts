import { beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { consoleBrowser, wide } from '../support/browser/console-browser.ts';

const at = consoleBrowser();
/** Names as long as Argus takes them, without a place to break. */
const vehicle_id = 'W'.repeat(60);
const platform = 'p'.repeat(64);
const held = encodeURIComponent(vehicle_id);
let batchId: string;
beforeAll(async () => {
  const bytes = sampleMcap({ seed: 94, faults: ['error-diagnostics'] });
  batchId = await at.car.deliver([{ name: `${'x'.repeat(250)}.mcap`, bytes }], { vehicle_id, platform });
  await at.car.ended(batchId);
  const path = `cam0/${'x'.repeat(900)}.mcap`;
  await at.argus.stores.vehicleHoldings.put(vehicle_id, {
    ...{ total_files: 4, total_bytes: 9_000 },
    files: [
      { path, size: 9, recorded_at: '2026-11-28T09:00:00Z', why: 'failed', note: 'n'.repeat(200) },
      { path: 'drive\u202egpj.mcap', size: 9, recorded_at: null, why: 'waiting', note: null },
    ],
  });
});

const pages: [name: string, path: () => string, there: string][] = [
  ['batches', () => '/', '1 batch on this page'],
  ['a batch', () => `/batches/${batchId}`, 'Cause, advice and evidence'],
  ['vehicles', () => '/vehicles', '1 report'],
  ['a vehicle', () => `/vehicles/${held}`, 'Verdicts over time'],
  ['on the vehicles', () => '/on-vehicles', '2 more files without a reason given'],
  ['on a vehicle', () => `/on-vehicles/${held}`, 'Ask for it'],
  ['reports', () => '/reports', '1 report on this page'],
  ['the software of the fleet', () => '/fleet/software', 'New since the version before'],
];

describe.each(pages)('%s', (_, path, there) => {
  test.each([wide, { width: 360, height: 800 }])(
    'keep all columns inside, at a width of $width',
    async (size) => {
      await at.page.setViewportSize(size);
      await at.open(path());
      await at.page.getByText(there).first().waitFor();
      await at.expectNoSidewaysScroll();
      expect(await at.page.evaluate<string[]>(`(${cutTexts.toString()})()`)).toEqual([]);
    },
  );
});

test('times name their zone, beside those of recordings in UTC', async () => {
  await at.open(`/on-vehicles/${held}`);
  await at.row('cam0/').getByText('2026-11-28 09:00:00.000 UTC').waitFor();
  await at.page
    .getByText(/reported .* UTC/)
    .first()
    .waitFor();
  await at.page.getByLabel('Recorded from, UTC').waitFor();
});

test('a file cannot pass for one of another name by turning its letters around', async () => {
  await at.open(`/on-vehicles/${held}`);
  await at.row('drive\ufffdgpj.mcap').waitFor();
});

test('a file and its details are targets of 24 px, WCAG 2.2, 2.5.8', async () => {
  await at.open(`/batches/${batchId}`);
  await at.heading('Files').click();
  for (const target of [at.page.locator('a.file-name'), at.page.getByText('Details', { exact: true })])
    expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(24);
});

/** Runs in the page: cells of tables with texts that reach beyond them, or that a panel clips. */
function cutTexts(): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: the page's globals are not those of Node
  const { document, NodeFilter } = globalThis as any;
  const cut: string[] = [];
  for (const cell of document.querySelectorAll('.data-table td')) {
    const panel = cell.closest('.panel').getBoundingClientRect().right;
    const edge = Math.min(panel, cell.getBoundingClientRect().right);
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (texts.currentNode.parentElement.closest('.visually-hidden')) continue;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const { right } = range.getBoundingClientRect();
      if (right > edge + 1) cut.push(`${right - edge}: ${texts.currentNode.textContent}`);
    }
  }
  return cut;
}
