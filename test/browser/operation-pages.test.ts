import { expect, test } from 'vitest';
import { auditPage } from '../support/browser/audit-page.ts';
import { consoleBrowser, narrow } from '../support/browser/console-browser.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();

/** No barrier and nothing beyond the edge, in a wide and a narrow window. */
async function isSound(): Promise<void> {
  const size = at.page.viewportSize();
  expect(await auditPage(at.page)).toEqual([]);
  await at.expectNoSidewaysScroll();
  await at.page.setViewportSize(narrow);
  await at.expectNoSidewaysScroll();
  if (size) await at.page.setViewportSize(size);
}

/** Servers are also named where others say what they do without them. */
const serverRow = (name: string) => at.page.getByRole('row', { name: new RegExp(`^${name} `) });

test('the system page says which servers answer, what waits and what is behind', async () => {
  await at.car.createBatch();
  await at.open('/');
  await at.page.getByRole('link', { name: 'System' }).click();
  await at.heading('Servers').waitFor();
  for (const server of ['PostgreSQL', 'Object store', 'Kafka', 'Redis', 'Temporal'])
    await serverRow(server).getByText('Answers', { exact: true }).waitFor();
  await at.page.getByRole('region', { name: 'Batches' }).getByRole('link', { name: '1' }).waitFor();
  await at.page.getByRole('region', { name: 'Events' }).getByText('Not in Kafka yet').waitFor();
  await at.page.getByRole('region', { name: 'Task queues' }).getByRole('row').nth(3).waitFor();
  await isSound();
  expect(at.complaints).toEqual([]);
});

test('the system page names a server that is away, and what does not work without it', async () => {
  await at.page.route('**/api/v1/system', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { servers: { name: string; ok: boolean; error: string }[] };
    const kafka = body.servers.find(({ name }) => name === 'kafka');
    if (kafka) Object.assign(kafka, { ok: false, error: 'ECONNREFUSED' });
    await route.fulfill({ response, json: { ...body, consumers: null, queues: null } });
  });
  await at.open('/system');
  await serverRow('Kafka').getByText('Away').waitFor();
  await serverRow('Kafka').getByText('Events wait in PostgreSQL').waitFor();
  await at.page.getByText('1 of 5 do not answer').waitFor();
  await at.page.getByText('Not known while Temporal does not answer.').waitFor();
  await isSound();
});

test('the custody page lists what was lost and what was found again', async () => {
  const { batch_id } = await at.car.createBatch();
  const { custody } = at.argus.stores;
  const lost = await at.car.upload(batch_id, { name: 'lost <b>.mcap', bytes: Buffer.from('some bytes') });
  const changed = await at.car.upload(batch_id, { name: 'changed.mcap', bytes: Buffer.from('other bytes') });
  const unread = await at.car.upload(batch_id, { name: 'unread.mcap', bytes: Buffer.from('more bytes') });
  await custody.record(lost.file_id, { outcome: 'lost' });
  await custody.record(unread.file_id, { outcome: 'unreadable' });
  await custody.record(changed.file_id, { outcome: 'changed', size: 3, sha256: null });
  await at.open('/system');
  await at.page.getByRole('link', { name: 'Custody' }).click();
  await at.row('lost <b>.mcap').getByText('Lost', { exact: true }).waitFor();
  await at.row('unread.mcap').getByText('Cannot be read').waitFor();
  await at.row('changed.mcap').getByText('3 B instead of 11 B').waitFor();
  await isSound();

  for (const { file_id } of [lost, unread]) await custody.record(file_id, { outcome: 'sound' });
  await at.page.getByRole('link', { name: 'Found again' }).click();
  await at.row('lost <b>.mcap').getByText('was lost').waitFor();
  await at.row('unread.mcap').getByText('could not be read').waitFor();
  await until('the other to go', async () => (await at.row('changed.mcap').count()) === 0);
  await at.row('lost <b>.mcap').getByRole('link').click();
  await at.page.waitForURL(`**/batches/${batch_id}#files`);
  expect(at.complaints).toEqual([]);
});

// The last: from the first token on Argus is closed.
test('tokens are made, shown once and revoked; whoever makes the first stays inside', async () => {
  await at.open('/tokens');
  await at.page.getByText('Argus is open').waitFor();
  const make = async (name: string) => {
    await at.page.getByLabel('For whom or what').fill(name);
    await at.page.getByRole('button', { name: 'Make the token' }).click();
    await at.page.getByText(`The token of ${name} is shown only now`).waitFor();
    return (await at.page.locator('.command-lines code').textContent()) ?? '';
  };
  expect(await make('Ada')).toMatch(/^argus_a_/);
  await at.page.getByRole('button', { name: 'I have it' }).click();
  await at.row('Ada').getByText('Valid').waitFor();
  await at.page.getByText('Argus is open').waitFor({ state: 'detached' });

  await at.page.getByLabel('Role').selectOption('vehicle');
  await at.page.getByLabel('Id of the vehicle').fill('car/1');
  const token = await make('a car');
  expect(token).toMatch(/^argus_v_/);
  expect(await at.page.getByLabel('Role').inputValue()).toBe('reader');
  expect(await at.page.getByLabel('Id of the vehicle').count()).toBe(0);
  await isSound();
  await at.page.getByRole('button', { name: 'I have it' }).click();
  await at.page.getByText(token).waitFor({ state: 'detached' });
  const asks = async () =>
    (await fetch(`${at.argus.url}/api/v1/batches`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await asks()).not.toBe(401);
  await at.page.getByRole('button', { name: 'Revoke the token of a car' }).click();
  await isSound();
  await at.page.getByRole('button', { name: 'Yes, revoke it' }).click();
  await at.row('a car').getByText('Revoked').waitFor();
  await until('nothing to accept it', async () => (await asks()) === 401);
});
