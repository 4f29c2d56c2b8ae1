import { beforeAll, describe, expect, test } from 'vitest';
import { auditPage } from '../support/browser/audit-page.ts';
import { consoleBrowser } from '../support/browser/console-browser.ts';
import { storedReports } from '../support/stored-reports.ts';

const at = consoleBrowser();
const path = '/fleet/software';
const hostile = '<img src=x onerror=alert(1)> \u202e"1.0"';

const sizes = [
  ['wide, light', 'light', { width: 1440, height: 900 }],
  ['wide, dark', 'dark', { width: 1440, height: 900 }],
  ['narrow, light', 'light', { width: 360, height: 780 }],
  ['narrow, dark', 'dark', { width: 360, height: 780 }],
] as const;

const links = (name: string) => at.page.getByRole('link', { name, exact: true });

test('says so while no recording names any software', async () => {
  await at.open(path);
  await at.page.getByText('No recording of this time names such software.').waitFor();
  expect(await auditPage(at.page)).toEqual([]);
});

describe('with drives of several versions', () => {
  beforeAll(async () => {
    const stored = storedReports(at.argus.stores.db);
    const drive = (platform: string | undefined, version: string, codes: string[], findings = 0) =>
      stored.drive({
        ...(platform !== undefined && { platform }),
        vehicle_id: `${platform}-1`,
        versions: [{ component: 'software', version }],
        codes: codes.map((code) => ({ code, source: 'obd', message: 'A circuit is open' })),
        findings: Array.from({ length: findings }, () => ({
          rule: 'cpu-saturation',
          severity: 'error' as const,
        })),
      });
    for (const patch of [1, 2, 3, 4, 5, 6, 7]) {
      await drive('shuttle', `1.${patch}.0`, ['P0420', ...(patch > 5 ? ['P0301'] : [])], patch);
    }
    await drive('truck', '1.6.0', [], 0);
    await drive('truck', '1.7.0', ['U0100'], 1);
    await drive(undefined, '1.7.0', [], 2);
    await stored.drive({
      platform: hostile,
      ...{ coverage: [], files: [], span: null, codes: [{ code: hostile }] },
      versions: [{ component: 'software', version: '1.7.0' }],
    });
    await stored.drive({ platform: hostile, versions: [{ component: hostile, version: hostile }] });
  });

  describe.each(sizes)('%s', (_, colorScheme, viewport) => {
    test('shows platforms by version, with what is new, without barriers', async () => {
      await at.page.emulateMedia({ colorScheme });
      await at.page.setViewportSize(viewport);
      await at.open('/fleet');
      await links('Software versions').click();
      await at.heading('Software of the fleet').waitFor();
      await at.page.locator('[data-head="1 older version"]').first().waitFor();
      await at.row('All platforms').getByText('Too little').waitFor({ state: 'detached' });
      await at
        .row(hostile)
        .first()
        .getByText(/^\d+ findings?, 1 code$/)
        .waitFor();
      await at.row(hostile).first().getByText('Too little for a rate').waitFor();
      await at.row('shuttle').first().getByText('70', { exact: true }).waitFor();
      await at.row('No platform named').first().getByText('20', { exact: true }).waitFor();
      await at.page.getByRole('img', { name: 'shuttle: at most 20 codes in 10 hours recorded' }).waitFor();
      await at.heading('New since the version before').waitFor();
      await at.row('truck').last().getByText('U0100').waitFor();
      await at.row('truck').last().getByText('cpu-saturation').waitFor();
      expect(await auditPage(at.page)).toEqual([]);
      await at.expectNoSidewaysScroll();
      expect(at.complaints).toEqual([]);
    });
  });

  test('leads by keyboard from a cell to the reports behind it', async () => {
    await at.open(path);
    const link = links('1 batch of truck with 1.7.0');
    await link.waitFor();
    await link.focus();
    await at.page.keyboard.press('Enter');
    await at.heading('Reports').waitFor();
    await at.page.getByText('1 report on this page').waitFor();
    expect(await at.page.getByLabel('Software, exactly').inputValue()).toBe('software');
    expect(await at.page.getByLabel('Software version, exactly').inputValue()).toBe('1.7.0');
    await at.row('truck-1').waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('compares by other software and on one platform, as the address says', async () => {
    await at.open(path);
    await at.page.locator('select[name=component]').selectOption(hostile);
    await at.page.waitForURL(/component=/);
    await at.row('All platforms').getByText('1 batch').first().waitFor();
    expect(await at.page.locator('img[src="x"]').count()).toBe(0);
    await at.open(`${path}?component=software&platform=truck`);
    await at.row('truck').first().waitFor();
    expect(await at.row('shuttle').count()).toBe(0);
    await at.page.getByLabel('Time').selectOption('This month');
    await at.page.waitForURL(/months=1/);
    await at.row('truck').first().waitFor();
    await at.open(`${path}?months=99`);
    await at.row('truck').first().waitFor();
    expect(await at.page.getByLabel('Time').locator('option:checked').textContent()).toBe('99 months');
    await at.open(`${path}?months=0`);
    await at.page.getByRole('alert').waitFor();
    expect(await auditPage(at.page)).toEqual([]);
  });
});
