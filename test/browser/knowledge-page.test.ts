import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { consoleBrowser } from '../support/browser/console-browser.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();

test('an entry is found by misspelt words, added, changed and retired', async () => {
  await at.open('/knowledge');
  await at.page.getByLabel('Code or words').fill('cylnder misfre');
  await at.page.getByRole('button', { name: 'Search' }).click();
  await at.page.getByRole('link', { name: 'Cylinder 1 misfires.' }).waitFor();

  await at.page.getByRole('link', { name: 'New entry' }).click();
  await at.page.getByLabel('Symptom').fill('<b>Winch</b> slips');
  await at.page.getByLabel('What to do').fill('Tighten it');
  await at.page.getByLabel('Source').fill('workshop');
  await at.page.getByRole('button', { name: 'Save' }).click();
  await at.page.getByText('version 1 · own entry').waitFor();
  await at.page.getByLabel('What to do').fill('Replace the lining');
  await at.page.getByRole('button', { name: 'Save' }).click();
  await at.page.getByText('version 2 · own entry').waitFor();
  await at.page.getByRole('button', { name: 'Retire' }).click();
  await at.page.getByText('Retired').waitFor();

  await at.open('/knowledge?q=winch&retired=true');
  await at.page.getByRole('link', { name: '<b>Winch</b> slips' }).waitFor();
  expect(at.complaints).toEqual([]);
});

test('a finding shows what is known, and takes feedback once', async () => {
  const bytes = sampleMcap({ seed: 93, faults: ['cpu-saturation'] });
  const batchId = await at.car.deliver([{ name: 'drive.mcap', bytes }]);
  await at.car.ended(batchId);
  await at.open(`/batches/${batchId}`);
  const helped = at.page.getByRole('button', { name: 'This helped' }).first();
  await helped.click();
  await at.page.getByText('Helped 1, wrong 0.').waitFor();
  await at.page.getByRole('button', { name: 'Wrong here' }).first().click();
  await at.page.getByText('Helped 0, wrong 1.').waitFor();
  await until('the button to be pressed', async () => {
    return (
      (await at.page.getByRole('button', { name: 'Wrong here' }).first().getAttribute('aria-pressed')) ===
      'true'
    );
  });

  await at.page.locator('#findings a[href^="/knowledge/"]').first().click();
  await at.heading('Feedback').waitFor();
  await at.row(batchId).getByText('Wrong').waitFor();
  await at.page.getByRole('link', { name: batchId }).click();
  await at.heading('Verdict').waitFor();
  expect(at.complaints).toEqual([]);
});

describe('an import', () => {
  const columns = 'error_code,symptom,solution,source\n';
  const choose = async (name: string, text: string) => {
    await at.open('/knowledge');
    await at.page.getByRole('link', { name: 'Import' }).click();
    await at.page
      .getByLabel('File to import')
      .setInputFiles({ name, mimeType: '', buffer: Buffer.from(text) });
  };

  test('previews what it would do', async () => {
    await choose(
      'fleet.csv',
      `${columns}IMP-1,<i>Pump</i> drips,Seal it,workshop\nIMP-2,Belt slips,Tighten it,workshop\n`,
    );
    await at.page.getByText('2 entries would be added.').waitFor();
    await at.page.getByRole('button', { name: 'Import fleet.csv' }).click();
    await at.page.getByText('2 entries were added.').waitFor();
    expect(await at.page.getByRole('button', { name: 'Import fleet.csv' }).count()).toBe(0);
    await at.open('/knowledge?q=IMP-1');
    await at.page.getByRole('link', { name: '<i>Pump</i> drips' }).waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('reports what is wrong line by line, and imports the corrected file', async () => {
    await choose('fleet.csv', `${columns}IMP-3,Pump drips,,workshop\nIMP-4,Belt slips\n`);
    await at.page.getByText('2 problems in fleet.csv').waitFor();
    await at.row('Line 2').getByText('is missing').waitFor();
    await at.row('Line 3').getByText('has 2 fields, not 4').waitFor();
    expect(await at.page.getByRole('button', { name: /^Import/ }).count()).toBe(0);
    const corrected = JSON.stringify([{ symptom: 'Pump drips', solution: 'Seal it', source: 'workshop' }]);
    await choose('fleet.json', corrected);
    await at.page.getByText('1 entry would be added.').waitFor();
  });

  test('that is too large is refused before it is sent', async () => {
    await choose('fleet.csv', 'x'.repeat(8 * 1024 * 1024 + 1));
    await at.page.getByRole('alert').getByText('an import takes at most').waitFor();
    expect(at.complaints).toEqual([]);
  });
});
