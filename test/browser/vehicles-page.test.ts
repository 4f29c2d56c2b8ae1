import { describe, expect, test } from 'vitest';
import { consoleBrowser } from '../support/browser/console-browser.ts';
import { storedReports } from '../support/stored-reports.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();
const stored = () => storedReports(at.argus.stores.db);

describe('the vehicles', () => {
  test('show new users where to begin', async () => {
    await at.open('/vehicles');
    await at.page.getByRole('link', { name: 'How to upload a first batch' }).click();
    await at.heading('No batches yet').waitFor();
  });

  test('are found by a part of id or VIN and by platform, with verdict and recurring codes', async () => {
    const vehicle_id = 'Search/me <i>';
    const codes = [{ code: 'U0100', severity: 'error' as const }];
    const verdict = { severity: 'error' as const, sentence: 'Two <b>faults</b>.' };
    await stored().drive({ vehicle_id, platform: 'crane', codes, charts: [] });
    await stored().drive({ vehicle_id, platform: 'crane', codes, verdict, charts: [] });
    await stored().drive({ vehicle_id: 'other-one', charts: [] });
    await at.open('/vehicles');
    await at.row('other-one').waitFor();
    await at.page.getByLabel('Part of id or VIN').fill('SEARCH/');
    await at.page.getByRole('button', { name: 'Search' }).click();
    await until('the other vehicle to go', async () => (await at.row('other-one').count()) === 0);
    await at.row(vehicle_id).getByText('Two <b>faults</b>.').waitFor();
    await at.row(vehicle_id).getByText('in 2 batches').waitFor();
    await at.page.getByLabel('Platform').fill('van');
    await at.page.getByLabel('Platform').press('Enter');
    await at.page.getByText('No vehicle matches this filter.').waitFor();
    expect(at.page.url()).toContain('text=SEARCH%2F&platform=van');
    await at.page.getByLabel('Platform').fill('crane');
    await at.page.getByLabel('Platform').press('Enter');
    await at.page.getByRole('link', { name: vehicle_id }).click();
    await at.heading(vehicle_id).waitFor();
    await at.page
      .getByRole('navigation', { name: 'Breadcrumb' })
      .getByRole('link', { name: 'Vehicles' })
      .click();
    await at.row('other-one').waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('are paginated', async () => {
    for (let i = 0; i < 26; i += 1)
      await at.car.createBatch({ vehicle_id: `paged-${String(i).padStart(2, '0')}` });
    await at.open('/vehicles?text=paged-');
    await at.page.getByText('25 vehicles on this page').waitFor();
    await at.page.getByRole('link', { name: 'More' }).click();
    await at.page.getByText('1 vehicle on this page').waitFor();
    await at.row('paged-25').getByText('No report yet').waitFor();
    await at.page.getByRole('link', { name: 'First' }).click();
    await at.row('paged-00').waitFor();
  });
});
