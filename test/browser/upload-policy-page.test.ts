import { expect, test } from 'vitest';
import { consoleBrowser, narrow } from '../support/browser/console-browser.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();
const vehicle_id = 'policy/1 <b>';
const pattern = (number: number) => at.page.getByLabel(`Files of rule ${number},`);
const time = (number: number) => at.page.getByLabel(`When files of rule ${number} go up`);
const save = () => at.page.getByRole('button', { name: 'Save' }).click();
const policyOf = (platform: string) =>
  at.car.json(`/upload-policy?platform=${platform}`) as Promise<{ source: string }>;

async function hold(): Promise<void> {
  await at.car.createBatch({ vehicle_id, platform: 'crane' });
  const files = [
    { path: 'cam0/<i>front</i>.mcap', size: 7_000_000_000, why: 'unmetered' },
    { path: 'run.log', size: 5_000, why: 'waiting' },
  ];
  await at.car.json(`/vehicles/${encodeURIComponent(vehicle_id)}/holdings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ files }),
  });
}

test('the policy of a platform is changed, with what it means for files that are held, and taken back', async () => {
  await hold();
  await at.open('/on-vehicles?platform=crane');
  await at.page.getByRole('link', { name: 'Upload policy' }).click();
  await at.page.getByText('Nobody has set one').waitFor();
  const preview = at.page.getByRole('table', { name: 'Files and when they go up' });
  const camera = preview.getByRole('row').filter({ hasText: 'cam0/<i>front</i>.mcap' });
  await camera.waitFor();
  await at.page.getByText('nothing changes').waitFor();

  await at.page.getByRole('button', { name: 'Add a rule' }).click();
  await pattern(1).fill('cam*/**');
  await camera.getByText('Only when asked for').waitFor();
  await at.page.getByText('1 file of 2 change').waitFor();
  await at.page.getByRole('button', { name: 'Add a rule' }).click();
  await save();
  const problem = at.page.getByRole('alert').getByText('Must have 1 to 256 characters.');
  await problem.waitFor();
  expect(await pattern(2).getAttribute('aria-invalid')).toBe('true');
  expect(await at.page.evaluate('document.activeElement.name')).toBe('rules.1.pattern');
  await pattern(2).fill('*.log');
  await time(2).selectOption('now');
  await at.page.getByLabel('When all other files go up').selectOption('unmetered');
  await at.page.getByRole('button', { name: 'Move rule 2 up' }).click();
  expect(await pattern(1).inputValue()).toBe('*.log');
  await at.page.getByLabel('Paths to try').fill('other.bin');
  await preview.getByRole('row').filter({ hasText: 'other.bin' }).getByText('On an unmetered link').waitFor();
  await at.page.getByLabel('Why').fill('cameras are large');
  await at.page.getByLabel('Your name').fill('Ada');
  await save();
  await at.page.getByText('Saved for crane.').waitFor();
  await at.page.getByText('Of this platform alone, version 1.').waitFor();
  const versions = at.page.getByRole('table', { name: 'Who set the policy and why' });
  const version = (number: number) => versions.getByRole('row').filter({ hasText: `version ${number}` });
  await version(1).filter({ hasText: 'Ada' }).filter({ hasText: 'cameras are large' }).waitFor();
  await version(1).getByText('2 rules; all other files: On an unmetered link').waitFor();
  expect(await policyOf('crane')).toMatchObject({
    source: 'platform',
    default: 'unmetered',
    rules: [
      { pattern: '*.log', upload: 'now' },
      { pattern: 'cam*/**', upload: 'on_request' },
    ],
  });
  const { policies } = (await at.car.json('/upload-policies?platform=crane')) as { policies: object[] };
  expect(policies[0]).toMatchObject({ note: 'cameras are large', changed_by: 'Ada' });

  await at.page.getByRole('button', { name: 'Remove rule 2' }).click();
  await save();
  await at.page.getByText('version 2.').waitFor();
  await version(2).waitFor();
  await at.page.getByRole('button', { name: 'Take it back' }).click();
  await at.page.getByText('Taken back: crane').waitFor();
  await version(3).getByText('taken back').waitFor();
  await until('the platform to have none', async () => (await policyOf('crane')).source === 'none');
  await at.page.getByRole('button', { name: 'Add a rule' }).click();
  await pattern(1).fill('*.log');
  await save();
  await at.page.getByText('Of this platform alone, version 4.').waitFor();
  expect(at.complaints).toEqual([]);
});

test('what Argus refuses is said at its field; nothing said stays longer than what it is about', async () => {
  await at.open('/upload-policy?platform=loader');
  const add = () => at.page.getByRole('button', { name: 'Add a rule' }).click();
  const problem = at.page.getByRole('alert').getByText('Must have 1 to 256 characters.');
  await add();
  await save();
  await problem.waitFor();
  await at.page.getByRole('button', { name: 'Remove rule 1' }).click();
  await add();
  expect(await problem.count()).toBe(0);
  expect(await pattern(1).getAttribute('aria-invalid')).toBe('false');

  await pattern(1).fill('*.log');
  await at.page.getByLabel('Why').fill('logs\u0007');
  await save();
  await at.page.getByRole('alert').getByText('Must not contain control characters').waitFor();
  expect(await at.page.evaluate('document.activeElement.name')).toBe('note');
  await at.page.getByLabel('Why').fill('logs are small');
  await save();
  await at.page.getByText('Saved for loader.').waitFor();
  await at.page.getByRole('link', { name: 'Clear' }).click();
  await at.page.getByText('for all platforms without a policy of their own').waitFor();
  expect(await at.page.getByText('Saved for').count()).toBe(0);
  expect(at.complaints.filter((text) => !text.includes('status of 400'))).toEqual([]);
});

test('what somebody else has changed meanwhile is not lost, and the page fits a phone', async () => {
  await at.page.setViewportSize(narrow);
  await at.open('/upload-policy');
  await at.page.getByText('for all platforms without a policy of their own').waitFor();
  await at.page.getByRole('button', { name: 'Add a rule' }).click();
  await pattern(1).fill('cam*/**');
  await at.expectNoSidewaysScroll();
  await at.car.json('/upload-policy', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rules: [], default: 'unmetered' }),
  });
  await save();
  await at.page
    .getByText(/version 1/)
    .first()
    .waitFor();
  expect(await pattern(1).inputValue()).toBe('cam*/**');
  expect(at.complaints.filter((text) => !text.includes('status of 409'))).toEqual([]);
});
