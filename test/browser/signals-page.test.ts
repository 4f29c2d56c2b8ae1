import { expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { consoleBrowser, narrow } from '../support/browser/console-browser.ts';

const at = consoleBrowser();

async function delivered(seed: number): Promise<string> {
  const bytes = sampleMcap({ seed, seconds: 20 });
  const batchId = await at.car.deliver([{ name: 'drive.mcap', bytes }]);
  await at.car.ended(batchId);
  return batchId;
}

async function choose(words: string): Promise<void> {
  await at.page.getByLabel('Topic, field or unit').fill(words);
  await at.page.locator('.signal-choice').filter({ hasText: words }).first().click();
}
const windowOf = () => new URL(at.page.url()).searchParams;

test('signals are found, drawn on one axis, zoomed and shared by URL', async () => {
  const batchId = await delivered(81);
  await at.open(`/batches/${batchId}`);
  await at.page.getByRole('link', { name: 'Look at the signals' }).click();
  await at.heading('Signals').waitFor();
  await choose('altitude');
  await at.page
    .getByRole('img', { name: /altitude: .*values/ })
    .locator('canvas')
    .waitFor();
  await choose('longitude');
  await at.page
    .getByRole('img', { name: /longitude: .*values/ })
    .locator('canvas')
    .waitFor();

  // The track of the drive, in the colour of a signal, true to its positions.
  await at.page.getByRole('img', { name: /^The track, \d+ positions/ }).waitFor();
  const colours = at.page.getByLabel('Coloured by');
  await colours.selectOption({ index: 1 });
  await at.page.getByText(/Blue is .*, red /).waitFor();

  await at.page.getByRole('button', { name: 'Zoom in' }).click();
  await at.page.waitForURL(/from=\d+&to=\d+/);
  const zoomed = windowOf();
  expect(Number(zoomed.get('to')) - Number(zoomed.get('from'))).toBeGreaterThan(5e9);
  expect(zoomed.getAll('signal')).toHaveLength(2);
  const csv = await fetch(
    new URL((await at.page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '', at.argus.url),
  );
  expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  await csv.body?.cancel();

  // A window drawn with the pointer.
  await at.page.locator('.is-stale').first().waitFor({ state: 'detached' });
  const plot = at.page.locator('.u-over').first();
  const { width = 0 } = (await plot.boundingBox()) ?? {};
  await plot.hover({ position: { x: width * 0.4, y: 40 } });
  await at.page.mouse.down();
  await plot.hover({ position: { x: width * 0.6, y: 40 } });
  await at.page.mouse.up();
  await at.page.waitForURL((url) => url.searchParams.get('from') !== zoomed.get('from'));
  const drawn = windowOf();
  expect(Number(drawn.get('to')) - Number(drawn.get('from'))).toBeLessThan(
    Number(zoomed.get('to')) - Number(zoomed.get('from')),
  );

  await at.page.reload();
  await at.page
    .getByRole('img', { name: /longitude: .*values/ })
    .locator('canvas')
    .waitFor();
  await at.page.getByRole('button', { name: 'Whole drive' }).click();
  await at.page.getByRole('button', { name: /^Remove .*altitude/ }).click();
  await at.page.getByRole('img', { name: /altitude: / }).waitFor({ state: 'detached' });
  expect(at.complaints).toEqual([]);
});

test('two drives are compared from their beginnings, and the page fits a phone', async () => {
  const [first, second] = [await delivered(82), await delivered(83)];
  await at.page.setViewportSize(narrow);
  await at.open(`/batches/${first}/signals`);
  await choose('altitude');
  await at.page
    .getByRole('img', { name: /altitude: .*values/ })
    .locator('canvas')
    .waitFor();
  const alone = await at.page.getByRole('img', { name: /altitude: / }).getAttribute('aria-label');
  await at.page.getByLabel('Compare with batch').fill(`${at.argus.url}/batches/${second}`);
  await at.page.getByRole('button', { name: 'Compare' }).click();
  await at.page.waitForURL(new RegExp(`compare=${second}`));
  await at.page
    .getByRole('img', { name: /altitude: / })
    .and(at.page.locator(`:not([aria-label="${alone}"])`))
    .waitFor();
  await at.expectNoSidewaysScroll();
  expect(at.complaints).toEqual([]);
});

test('a signal that no recording has is named, and can be removed', async () => {
  const batchId = await delivered(84);
  await at.open(`/batches/${batchId}/signals?signal=nothing%3Ahere`);
  await at.page.getByRole('alert').filter({ hasText: 'nothing:here' }).waitFor();
  await at.page.getByRole('button', { name: 'Remove nothing:here' }).click();
  await at.page.getByText('Choose a signal').waitFor();

  // Where nothing is chosen, what people look at first is one click away.
  const first = at.page.getByRole('list', { name: 'People look at these first' });
  await first.getByRole('button', { name: 'All of these' }).click();
  await first.waitFor({ state: 'detached' });
  expect(new URL(at.page.url()).searchParams.getAll('signal').length).toBeGreaterThan(1);
  await at.page.locator('canvas').first().waitFor();
  expect(at.complaints.filter((text) => !/404|400/.test(text))).toEqual([]);
});
