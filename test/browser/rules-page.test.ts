import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { consoleBrowser } from '../support/browser/console-browser.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();
const rule = (id: string) =>
  at.page.getByRole('article').filter({ has: at.page.getByText(id, { exact: true }) });

describe('the rules', () => {
  test('are listed with their questions, and found by their words', async () => {
    await at.open('/rules');
    await at.page.getByText(/^[5-9]\d of [5-9]\d rules, 0 changed/).waitFor();
    const cpu = rule('cpu-saturation');
    expect(await cpu.getByRole('heading').textContent()).toMatch(/\?$/);
    await cpu.getByRole('heading').click();
    await cpu.getByRole('row').filter({ hasText: '90 %' }).first().waitFor();
    await at.page.getByLabel('Words of the rule').fill('cpu saturation');
    await at.page.getByRole('button', { name: 'Show' }).click();
    await at.page.getByText(/^1 of /).waitFor();
    expect(at.page.url()).toContain('q=cpu+saturation');
    expect(await at.page.getByRole('button', { name: /^Change/ }).count()).toBe(0);
    await at.page.getByLabel('Which rules').selectOption('off');
    await at.page.getByText('No rule matches.').waitFor();
    await at.page.getByRole('link', { name: 'Show all rules' }).click();
    await cpu.waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('take other thresholds on a platform, say what is wrong at the field, and can be reset', async () => {
    await at.open('/rules?platform=crane&q=cpu-saturation');
    const cpu = rule('cpu-saturation');
    await cpu.getByRole('button', { name: 'Change cpu-saturation' }).click();
    const warning = cpu.getByLabel(/^warning\s*%$/);
    const problem = cpu.getByRole('alert');

    await warning.fill('lots');
    await cpu.getByRole('button', { name: 'Save' }).click();
    await problem.getByText('Must be a number.').waitFor();
    await warning.fill('120');
    await cpu.getByRole('button', { name: 'Save' }).click();
    await problem.getByText('Has to be from 0 % to 100 %.').waitFor();
    expect(await warning.getAttribute('aria-invalid')).toBe('true');
    expect(await at.page.evaluate('document.activeElement.name')).toBe('thresholds.warning');

    await warning.fill('72.5');
    await cpu.getByLabel('Why').fill('slow computer <b>');
    await cpu.getByLabel('Your name').fill('Ada');
    await cpu.getByRole('button', { name: 'Save' }).click();
    await cpu.getByText('Saved: applies to crane').waitFor();
    await cpu.getByRole('row').filter({ hasText: '72.5 %' }).waitFor();
    await cpu.getByText('slow computer <b>').waitFor();
    expect(await cpu.textContent()).toContain('by Ada');
    await at.open('/rules?platform=crane&view=changed');
    await at.page.getByText(/^1 of .* 1 changed/).waitFor();

    await cpu.getByRole('button', { name: 'Change cpu-saturation' }).click();
    expect(await cpu.getByLabel('Your name').inputValue()).toBe('Ada');
    await cpu.getByRole('button', { name: 'Reset to default' }).click();
    await at.page.getByText('No rule matches.').waitFor();
    // The browser reports each refused request.
    expect(at.complaints.filter((text) => !text.includes('status of 400'))).toEqual([]);
  });

  test('are disabled by keyboard, and Escape leaves a rule unchanged', async () => {
    await at.open('/rules?platform=lift&q=bus-off');
    const busOff = rule('bus-off');
    const change = busOff.getByRole('button', { name: 'Change bus-off' });
    await change.focus();
    await at.page.keyboard.press('Enter');
    await until(
      'the form to have the focus',
      async () => (await at.page.evaluate('document.activeElement.name')) === 'enabled',
    );
    await at.page.keyboard.press('Space');
    await at.page.keyboard.press('Escape');
    await change.waitFor();
    expect(await busOff.getByText('Switched off').count()).toBe(0);
    expect(await at.page.evaluate('document.activeElement.ariaLabel')).toBe('Change bus-off');
    await at.page.keyboard.press('Enter');
    await at.page.keyboard.press('Space');
    await at.page.keyboard.press('Enter');
    await busOff.getByText('Switched off').waitFor();
    expect(at.complaints).toEqual([]);
  });

  test('that judged a report are linked from it, with a notice once they have changed', async () => {
    const platform = 'haul/er 1';
    const bytes = sampleMcap({ seed: 81, faults: ['cpu-saturation'] });
    const batchId = await at.car.deliver([{ name: 'drive.mcap', bytes }], { platform });
    await at.car.ended(batchId);
    await at.open(`/batches/${batchId}`);
    await at.page.getByRole('link', { name: 'cpu-saturation', exact: true }).click();
    await at.page.getByText('These rules judged the report').waitFor();
    const cpu = rule('cpu-saturation');
    await cpu.getByRole('button', { name: 'Change cpu-saturation' }).click();
    await cpu.getByLabel('Use this rule').uncheck();
    await cpu.getByRole('button', { name: 'Save' }).click();
    await at.page.getByText('The rules have changed since this report').waitFor();
    await at.page.getByRole('link', { name: 'Run 1 of batch' }).click();
    await at.heading('Verdict').waitFor();

    await at.page.getByRole('button', { name: 'Reprocess…' }).click();
    await at.page.getByRole('dialog').getByText('Run 2 judges 1 file again').waitFor();
    await at.page.getByRole('button', { name: 'Yes, run it again' }).click();
    await at.page.getByRole('link', { name: 'Show the newest', exact: true }).click();
    await until(
      'the report of run 2',
      async () => (await at.page.getByLabel('Report of').inputValue()) === '2',
    );
    await at.page.getByRole('button', { name: 'Unfold all' }).click();
    await at.page.getByText('Rules switched off').waitFor();
    await at.page.locator('#provenance a').click();
    await at.page.getByText('was switched off').waitFor();
    expect(at.complaints).toEqual([]);
  });
});
