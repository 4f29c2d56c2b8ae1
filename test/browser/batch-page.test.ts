import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import type { NamedBytes } from '../support/batches.ts';
import { consoleBrowser } from '../support/browser/console-browser.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();
const { open, heading, row } = at;
const mcap = (seed: number): NamedBytes => ({ name: `drive-${seed}.mcap`, bytes: sampleMcap({ seed }) });
const notARecording: NamedBytes = { name: 'notes.txt', bytes: Buffer.from('not a recording') };
const stage = (name: string) => at.page.locator(`[data-stage="${name}"]`);

describe('a batch', () => {
  test('goes live through its stages to the report', async () => {
    const { batch_id, vehicle_id } = await at.car.createBatch({ tolerated_failed_percent: 50 });
    await open(`/batches/${batch_id}`);
    await heading(vehicle_id).waitFor();
    await heading('What is it waiting for?').waitFor();
    expect(await stage('upload').getAttribute('class')).toContain('step-active');

    for (const file of [mcap(41), mcap(42), notARecording]) await at.car.upload(batch_id, file);
    await stage('upload').getByText('3 files').waitFor();
    await at.car.complete(batch_id);
    await heading('Verdict').waitFor();
    await at.page.getByRole('button', { name: 'Unfold all' }).click();
    for (const name of ['upload', 'scatter', 'gather', 'diagnose', 'report'])
      await at.page.locator(`[data-stage="${name}"].step-done`).waitFor();
    await stage('scatter').getByText('2 of 3 files read, 1 failed').waitFor();
    await heading('What is it waiting for?').waitFor({ state: 'detached' });

    const timeline = at.page.locator('.timeline');
    for (const words of [
      'Batch created',
      'Upload complete',
      '3 files processed',
      'Diagnosis made',
      'Report ready',
    ])
      await timeline.getByText(words).waitFor();
    for (const title of ['Findings', 'Statistics', 'Charts', 'Topics', 'How this report was made', 'Files'])
      await heading(title).waitFor();
    await row('notes.txt').getByText('Unknown format.').waitFor();
    await until('every chart to be drawn', async () => {
      // Each is loaded when it is seen.
      for (const chart of await at.page.locator('.charts .chart').all()) await chart.scrollIntoViewIfNeeded();
      const widths = await at.page
        .locator('.charts img')
        .evaluateAll((images) =>
          images.map((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
        );
      return widths.length > 0 && widths.every((width) => width > 0);
    });
    expect(await at.page.title()).toBe(`Completed · ${vehicle_id} · Argus`);
    expect(at.complaints).toEqual([]);
  });

  test('that is over is asked for once, and its events after its report', async () => {
    const batchId = await at.car.deliver([mcap(46)]);
    await at.car.ended(batchId);
    const asked: string[] = [];
    at.page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(pathname.replace(`/batches/${batchId}`, ''));
    });
    await open(`/batches/${batchId}`);
    await at.page.locator('.timeline').getByText('Report ready').waitFor();
    const first = ['/api/v1/session', '/api/v1', '/api/v1/reports', '/api/v1/report'];
    for (const path of first) expect(asked.filter((one) => one === path)).toEqual([path]);
    expect(asked.indexOf('/api/v1/events')).toBeGreaterThan(asked.indexOf('/api/v1/report'));
  });

  test('is asked for at once when the browser is online again', async () => {
    const batchId = await at.car.deliver([mcap(45)]);
    await at.page.clock.install();
    await open(`/batches/${batchId}`);
    await heading('Verdict').waitFor();
    // From here on no timer of the page asks.
    await at.page.clock.pauseAt(Date.now() + 3_600_000);
    await at.page.context().setOffline(true);
    const asked = at.page.waitForRequest((request) => request.url().endsWith(`/batches/${batchId}`));
    await at.page.context().setOffline(false);
    await asked;
  });

  test('is the same page when its address is opened later', async () => {
    const batchId = await at.car.deliver([mcap(43)]);
    await at.car.ended(batchId);
    await open(`/batches/${batchId}`);
    await heading('Verdict').waitFor();
    await at.page.locator('.timeline').getByText('Upload complete').waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('shows the signals that matter below the time line, zooms, and opens the clip of a second', async () => {
    const drive = { name: 'drive.mcap', bytes: sampleMcap({ seed: 48, faults: ['cpu-saturation'] }) };
    const batchId = await at.car.deliver([drive]);
    await at.car.ended(batchId);
    await open(`/batches/${batchId}`);
    const strips = at.page.locator('.drive-strip');
    await strips.first().locator('canvas').waitFor();
    const name = strips.first().locator('.drive-strip-name');
    const range = (await name.textContent()) ?? '';

    await strips.last().scrollIntoViewIfNeeded();
    const plot = (await strips.first().locator('.u-over').boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    const middle = [plot.x + plot.width / 2, plot.y + plot.height / 2] as const;
    await at.page.mouse.move(...middle);
    await until('the value to be shown', async () => (await name.textContent()) !== range);
    await at.page.mouse.click(...middle);
    await at.page.getByRole('button', { name: 'Whole drive' }).waitFor();
    const [tab] = await Promise.all([at.page.context().waitForEvent('page'), at.page.mouse.click(...middle)]);
    await tab.close();
    await at.page.getByRole('button', { name: 'Whole drive' }).click();
    await at.page.getByRole('button', { name: 'Whole drive' }).waitFor({ state: 'detached' });
    expect(at.complaints).toEqual([]);
  });

  test('does the same for the keyboard alone', async () => {
    const batchId = await at.car.deliver([mcap(50)]);
    await at.car.ended(batchId);
    await open(`/batches/${batchId}`);
    const name = at.page.locator('.drive-strip-name').first();
    const range = (await name.textContent()) ?? '';
    const slider = at.page.getByRole('slider', { name: /^Time in the drive/ });
    await slider.focus();
    await at.page.keyboard.press('ArrowRight');
    await until('the value to be shown', async () => (await name.textContent()) !== range);
    await at.page.keyboard.press('Enter');
    const clip = await at.page.getByRole('link', { name: 'Open the clip' }).getAttribute('href');
    const answer = await fetch(at.argus.url + clip);
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining('.mcap'),
    ]);
    await answer.body?.cancel();
    expect(at.complaints).toEqual([]);
  });

  test('is short: what is folded is reached by its name, and by links into it', async () => {
    const batchId = await at.car.deliver([mcap(49)]);
    await at.car.ended(batchId);
    await open(`/batches/${batchId}`);
    await heading('Statistics').waitFor();
    expect(await at.page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThan(5_000);
    const topics = at.page.getByRole('region', { name: 'Topics' }).getByRole('table');
    expect(await topics.isVisible()).toBe(false);
    await at.page.getByRole('link', { name: /^Topics/ }).click();
    await topics.waitFor();
    await at.page.getByText('Topics', { exact: true }).and(at.page.getByRole('heading')).click();
    await topics.waitFor({ state: 'hidden' });
    await open(`/batches/${batchId}#topic-1`);
    await at.page.reload();
    await topics.waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('says what the byte offsets of a compressed recording refer to', async () => {
    const { name, bytes } = mcap(44);
    const batchId = await at.car.deliver([{ name: `${name}.gz`, bytes: gzipSync(bytes) }]);
    await at.car.ended(batchId);
    await open(`/batches/${batchId}`);
    await at.page.getByRole('link', { name: /^Files/ }).click();
    await row(`${name}.gz`)
      .getByText('packed with gzip: places count bytes of the unpacked recording')
      .waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('can be cancelled after a confirmation, and retried', async () => {
    const { batch_id } = await at.car.createBatch();
    await open(`/batches/${batch_id}`);
    await at.page.getByRole('button', { name: 'Cancel…' }).click();
    await at.page.getByRole('button', { name: 'No, leave it' }).click();
    expect((await at.car.progress(batch_id)).status).toBe('pending');
    await at.page.getByRole('button', { name: 'Cancel…' }).click();
    await at.page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await at.page.getByRole('button', { name: 'Retry…' }).waitFor();
    expect(await stage('upload').getAttribute('class')).toContain('step-failed');
    await at.page.getByRole('button', { name: 'Retry…' }).click();
    await at.page.getByRole('button', { name: 'Yes, retry it' }).click();
    await at.page.locator('.timeline').getByText('Run 2 begins').waitFor();
    await at.page.getByRole('button', { name: 'Cancel…' }).waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('runs again, live, and keeps the report of the previous run', async () => {
    const batchId = await at.car.deliver([mcap(44)]);
    await at.car.ended(batchId);
    await open(`/batches/${batchId}`);
    await heading('Verdict').waitFor();
    await at.page.getByRole('button', { name: 'Reprocess…' }).click();
    await at.page.getByRole('button', { name: 'Yes, run it again' }).click();
    await until(
      'the report of run 2',
      async () => (await at.page.getByLabel('Report of').inputValue()) === '2',
    );
    await at.page.getByLabel('Report of').selectOption('1');
    await at.page.getByText('This is the report of run 1').waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('draws its signals while its recordings are read again', async () => {
    const batchId = await at.car.deliver([mcap(51)]);
    await at.car.ended(batchId);
    const { files } = at.argus.stores;
    const { reuseSummaries } = files;
    const drawn = Promise.withResolvers<void>();
    files.reuseSummaries = (...which) => drawn.promise.then(() => reuseSummaries(...which));
    onTestFinished(() => {
      files.reuseSummaries = reuseSummaries;
      drawn.resolve();
    });
    const begun = at.page.waitForResponse(/reprocess$/);
    await at.page.route('**/series?*', (route) => begun.then(() => route.continue()));
    const asked = at.page.waitForRequest(/series\?/);
    await open(`/batches/${batchId}`);
    await asked;
    await at.page.getByRole('button', { name: 'Reprocess…' }).click();
    await at.page.getByRole('button', { name: 'Yes, run it again' }).click();
    await at.page.locator('.drive-strip').first().waitFor();
    expect(await at.car.progress(batchId)).toMatchObject({ run: 2, processed_files: 0 });
    drawn.resolve();
    await at.page.getByLabel('Report of').waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('rereads only its failed files', async () => {
    const batchId = await at.car.deliver([mcap(45), mcap(46), mcap(47), notARecording]);
    expect(await at.car.ended(batchId)).toMatchObject({ status: 'completed', failed_files: 1 });
    await open(`/batches/${batchId}`);
    await at.page.getByRole('button', { name: 'Retry the failed files…' }).click();
    await at.page.getByRole('button', { name: 'Yes, retry it' }).click();
    await until(
      'the report of run 2',
      async () => (await at.page.getByLabel('Report of').inputValue()) === '2',
    );
    expect(at.complaints).toEqual([]);
  });

  test('says when the connection is lost, and continues when it is back', async () => {
    let unavailable = true;
    await at.page.route('**/events*', (route) =>
      unavailable ? route.fulfill({ status: 503 }) : route.continue(),
    );
    const { batch_id } = await at.car.createBatch();
    await open(`/batches/${batch_id}`);
    await at.page.getByText('The connection to Argus is lost').waitFor();
    unavailable = false;
    await at.page.getByText('live', { exact: true }).waitFor();
    expect(await at.page.getByText('The connection to Argus is lost').count()).toBe(0);
  });

  test('says once that a server is away, whichever parts of it ask', async () => {
    let away = false;
    const problem = { code: 'unavailable', error: 'PostgreSQL does not answer.', request_id: 'r-1' };
    await at.page.route('**/api/v1/**', (route) =>
      away ? route.fulfill({ status: 503, json: problem }) : route.continue(),
    );
    const { batch_id } = await at.car.createBatch();
    await open(`/batches/${batch_id}`);
    await at.page.getByText('It waits for its first file.').waitFor();
    const refused = (part: RegExp) =>
      at.page.waitForResponse((response) => part.test(response.url()) && response.status() === 503);
    away = true;
    await Promise.all([refused(/\/why$/), refused(/\/files\?/), refused(new RegExp(`${batch_id}$`))]);
    await at.page.getByRole('alert').getByText('PostgreSQL does not answer.').waitFor();
    expect(await at.page.getByText('PostgreSQL does not answer.').count()).toBe(1);
    expect(await at.page.getByText('The connection to Argus is lost').count()).toBe(0);
    away = false;
    await at.page.getByRole('alert').waitFor({ state: 'detached' });
  });

  test('does not call its newest report that of an earlier run', async () => {
    const batchId = await at.car.deliver([mcap(52)]);
    await at.car.ended(batchId);
    await open(`/batches/${batchId}`);
    await heading('Verdict').waitFor();
    const answer = Promise.withResolvers<void>();
    await at.page.route('**/reports', (route) => answer.promise.then(() => route.continue()));
    await at.page.getByRole('button', { name: 'Reprocess…' }).click();
    await at.page.getByRole('button', { name: 'Yes, run it again' }).click();
    await at.page.locator('.timeline').getByText('Run 2 begins').waitFor();
    await at.page.locator('.timeline').getByText('Report ready').nth(1).waitFor();
    await at.page.getByRole('button', { name: 'Reprocess…' }).waitFor();
    expect(await at.page.getByText('has completed').count()).toBe(0);
    answer.resolve();
    await at.page.getByLabel('Report of').waitFor();
    expect(await at.page.getByLabel('Report of').inputValue()).toBe('2');
    expect(await at.page.getByText('has completed').count()).toBe(0);
  });

  test('takes out of its address what it cannot show', async () => {
    const batchId = await at.car.deliver([mcap(53)]);
    await at.car.ended(batchId);
    await open(`/batches/${batchId}?run=none#findings`);
    await heading('Verdict').waitFor();
    await at.page.waitForURL(new RegExp(`/batches/${batchId}#findings$`));
    for (const [path, shown] of [
      ['/?status=lost', '/'],
      ['/fleet?days=99&min_severity=awful&platform=van', '/fleet?platform=van'],
      ['/custody?state=lost', '/custody'],
      ['/rules?view=none', '/rules'],
      [`/batches/${batchId}/signals?from=later&to=5`, `/batches/${batchId}/signals?to=5`],
    ] as const) {
      await open(path);
      await at.page.waitForURL(at.argus.url + shown);
    }
  });

  test('in several tabs has one stream, whose place another tab takes when its own is closed', async () => {
    const { batch_id } = await at.car.createBatch();
    const context = at.page.context();
    const streams: Page[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/events')) streams.push(request.frame().page());
    });
    await open(`/batches/${batch_id}`);
    const tabs = [at.page, ...(await Promise.all([context.newPage(), context.newPage()]))];
    await Promise.all(tabs.slice(1).map((tab) => tab.goto(`${at.argus.url}/batches/${batch_id}`)));
    await Promise.all(tabs.map((tab) => tab.getByText('live', { exact: true }).waitFor()));
    expect(streams).toHaveLength(1);
    await streams[0]?.close();
    await until('the next stream', () => streams.length === 2);
    await at.car.upload(batch_id, notARecording);
    const left = tabs.filter((tab) => !tab.isClosed());
    await Promise.all(left.map((tab) => tab.locator('[data-stage="upload"]').getByText('1 file').waitFor()));
  });

  test('that does not exist is an error with its request id', async () => {
    await open('/batches/01890000-0000-7000-8000-000000000000');
    await heading('This batch cannot be shown').waitFor();
    expect(await at.page.getByRole('alert').textContent()).toMatch(/not_found · request [0-9a-f-]{36}/);
  });
});
