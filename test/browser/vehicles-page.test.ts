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

describe('files that are still on the vehicles', () => {
  const vehicle_id = 'Held/1 <b>';
  const files = [
    {
      path: 'cam0/<i>front</i>.mcap',
      size: 7_000_000_000,
      recorded_at: '2026-11-28T09:00:00Z',
      why: 'unmetered',
    },
    { path: 'x.log', size: 5, why: 'failed', note: '422 checksum_mismatch' },
  ];
  const report = (body: object) =>
    at.car.json(`/vehicles/${encodeURIComponent(vehicle_id)}/holdings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('are listed by vehicle with the reason, and asked for by a button', async () => {
    await at.open('/on-vehicles');
    await at.page.getByText('No vehicle has reported files that it still holds.').waitFor();
    await report({ files, total_files: 40, total_bytes: 90_000_000_000 });
    await at.open('/on-vehicles');
    await at.row(vehicle_id).getByText('Unmetered link').waitFor();
    await at.page.getByLabel('Why').selectOption('recording');
    await at.page.getByText('No vehicle matches this filter.').waitFor();
    await at.page.getByLabel('Why').selectOption('failed');
    await at.page.getByRole('link', { name: vehicle_id }).click();
    await at.heading(`On ${vehicle_id}`).waitFor();
    await at.page.getByText('2 of them listed').waitFor();
    await at.row('x.log').getByText('422 checksum_mismatch').waitFor();

    await at.row('cam0/<i>front</i>.mcap').getByRole('button', { name: 'Ask for it' }).click();
    const held = at.page.getByRole('table', { name: 'Files that the vehicle still holds' });
    await held.getByText('Not seen yet').waitFor();
    await at.page.getByLabel('File, or glob').fill('cam*/**');
    await at.page.getByLabel('Recorded from').fill('2026-11-28T08:00:00');
    await at.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await at.page.getByText('recorded_to is missing').waitFor();
    await at.page.getByLabel('to, UTC', { exact: true }).fill('2026-11-28T09:30:00');
    await at.page.getByRole('button', { name: 'Ask', exact: true }).click();
    const asked = at.page.getByRole('table', { name: 'What the vehicle was asked for' });
    const wanted = asked.getByRole('row', { name: 'cam*/**' });
    await wanted.getByRole('button', { name: 'Withdraw' }).click();
    await wanted.getByText('Expired').waitFor();
    // The browser notes the refusal.
    expect(at.complaints.filter((text) => !text.includes('status of 400'))).toEqual([]);
  });

  test('say of which vehicle nothing is known, and that it can be asked all the same', async () => {
    await at.car.createBatch({ vehicle_id: 'silent-1' });
    await at.open('/on-vehicles/silent-1');
    await at.page.getByText('has not reported what it holds').waitFor();
    await at.page.getByLabel('File, or glob').fill('a.mcap');
    await at.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await at.row('a.mcap').getByText('Not seen yet').waitFor();
  });
});
