import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { consoleBrowser } from '../support/browser/console-browser.ts';
import { storedReports } from '../support/stored-reports.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();
const drive = (seed: number, ...faults: 'error-diagnostics'[]) => ({
  name: `drive-${seed}.mcap`,
  bytes: sampleMcap({ seed, faults }),
});

describe('a report', () => {
  test('is compared with the previous drive, and the comparison can be shared and printed', async () => {
    const vehicle_id = 'compared';
    await at.car.ended(await at.car.deliver([drive(71)], { vehicle_id }));
    const batchId = await at.car.deliver([drive(72, 'error-diagnostics')], { vehicle_id });
    await at.car.ended(batchId);
    await at.open(`/batches/${batchId}`);
    await at.heading('Verdict').waitFor();
    const picker = at.page.getByLabel('Compared with');
    expect(await picker.locator('option').allTextContents()).toEqual(['nothing', 'the previous drive (ok)']);

    await picker.selectOption('previous');
    await at.heading('Changes since the drive before').waitFor();
    expect(at.page.url()).toMatch(/\?compare=previous$/);
    const kinds = at.page.getByRole('list', { name: 'Changes by kind' });
    await kinds.getByText(/^[1-9]\d* new$/).waitFor();
    await at.row('Finding').filter({ hasText: 'new' }).first().waitFor();

    const changes = at.page.getByRole('region', { name: 'Changes since the drive before' });
    const address = await changes.getByRole('link', { name: 'web page' }).getAttribute('href');
    const page = await fetch(at.argus.url + address);
    expect(await page.text()).toContain('Changes since the drive before');

    await at.page.reload();
    await at.heading('Changes since the drive before').waitFor();
    await picker.selectOption('');
    await until('the comparison to go', async () => (await changes.count()) === 0);
    expect(at.complaints).toEqual([]);
  });

  test('is compared with another run of its batch; never with itself', async () => {
    const stored = storedReports(at.argus.stores.db);
    const first = await stored.drive({ charts: [], codes: [{ code: 'old-code' }] });
    await stored.again(first.batch_id, { charts: [], codes: [{ code: 'fresh-code' }] });
    await stored.again(first.batch_id, { charts: [], codes: [{ code: 'fresh-code' }] });
    await at.open(`/batches/${first.batch_id}?run=2`);
    const picker = at.page.getByLabel('Compared with');
    await picker.waitFor();
    expect(
      await picker
        .locator('option')
        .evaluateAll((options) => options.map((one) => one.getAttribute('value'))),
    ).toEqual(['', 'run:3', 'run:1']);
    await picker.selectOption('run:1');
    await at.heading('Changes since run 1').waitFor();
    expect(at.page.url()).toMatch(/\?run=2&compare=run%3A1$/);
    await at.row('fresh-code').filter({ hasText: 'new' }).waitFor();
    await at.row('old-code').filter({ hasText: 'gone' }).waitFor();
    await at.page.getByLabel('Report of').selectOption('1');
    await at.page.getByText('This is the report of run 1').waitFor();
    expect(await picker.inputValue()).toBe('');
    expect(at.complaints).toEqual([]);
  });

  test('with nothing to compare with says so, and names the next step', async () => {
    const { batch_id } = await storedReports(at.argus.stores.db).drive();
    await at.open(`/batches/${batch_id}?compare=previous`);
    await at.page.getByRole('alert').getByText('nothing to compare with').waitFor();
    await at.page.getByRole('link', { name: 'Show the newest report' }).click();
    await at.heading('Verdict').waitFor();
    expect(await at.page.getByLabel('Compared with').count()).toBe(0);
  });
});
