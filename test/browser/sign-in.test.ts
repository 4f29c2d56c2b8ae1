import { v7 as uuidv7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { Role } from '../../src/domain/identity.ts';
import { auditPage } from '../support/browser/audit-page.ts';
import { consoleBrowser, narrow } from '../support/browser/console-browser.ts';
import { until } from '../support/until.ts';

const at = consoleBrowser();
const tokens = {} as Record<'operator' | 'admin', { id: string; token: string }>;

beforeAll(async () => {
  for (const role of ['operator', 'admin'] as const satisfies Role[]) {
    const made = await at.argus.stores.tokens.create({
      ...{
        id: uuidv7(),
        name: `Ada the ${role}`,
        role,
        vehicle_id: null,
        expires_at: null,
        created_by: 'a test',
      },
    });
    if (!made) throw new Error('no token was made');
    tokens[role] = made;
  }
  await until(
    'Argus to be closed',
    async () => (await fetch(`${at.argus.url}/api/v1/batches`)).status === 401,
  );
});

async function signIn(role: 'operator' | 'admin', path = '/') {
  await at.open(path);
  await at.page.getByLabel('Token', { exact: true }).fill(tokens[role].token);
  await at.page.getByRole('button', { name: 'Sign in' }).click();
  await at.page.getByText(`Ada the ${role}`).first().waitFor();
}

test('somebody unknown signs in with a token, on the page they wanted, and out again', async () => {
  await at.open('/rules?platform=crane&q=cpu-saturation');
  await at.heading('Sign in').waitFor();
  expect(await auditPage(at.page)).toEqual([]);
  await at.page.getByLabel('Token', { exact: true }).fill('argus_o_invented');
  await at.page.getByRole('button', { name: 'Sign in' }).click();
  await at.page.getByRole('alert').getByText('No person or program has this token').waitFor();
  await at.page.getByLabel('Token', { exact: true }).fill(tokens.operator.token);
  await at.page.getByRole('button', { name: 'Sign in' }).click();
  await at.page.getByText('Ada the operator').waitFor();
  expect(await at.page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
  // Whom Argus knows need not say who they are.
  const rule = at.page.getByRole('article').first();
  await rule.getByRole('button', { name: 'Change cpu-saturation' }).click();
  expect(await rule.getByLabel('Your name').count()).toBe(0);
  await rule.getByLabel('Why').fill('slow');
  await rule.getByRole('button', { name: 'Save' }).click();
  await rule.getByText('Saved: applies to crane').waitFor();
  await rule.locator('bdi', { hasText: 'Ada the operator' }).waitFor();
  expect(await at.page.evaluate('document.cookie')).toBe('');
  await at.page.getByRole('button', { name: 'Sign out' }).click();
  await at.heading('Sign in').waitFor();
});

test('a session whose token is revoked ends on the open page', async () => {
  await signIn('operator', '/vehicles');
  await at.argus.stores.tokens.revoke(tokens.operator.id, 'a test');
  await at.page.getByRole('link', { name: 'Fleet' }).click();
  await until('the session to end', async () => {
    await at.page.getByRole('link', { name: 'Rules' }).click();
    await at.page.getByRole('link', { name: 'Fleet' }).click();
    return (await at.heading('Sign in').count()) === 1;
  });
});

test('admins read who did what, wide and narrow', async () => {
  await signIn('admin');
  await at.page.getByRole('link', { name: 'Audit' }).click();
  await at.row('setRule').getByText('/platforms/crane/rules/cpu-saturation').waitFor();
  await at.row('setRule').getByText('done').waitFor();
  expect(await auditPage(at.page)).toEqual([]);
  expect(await at.page.getByRole('link', { name: 'Export all' }).getAttribute('href')).toContain(
    'format=jsonl',
  );
  await at.page.setViewportSize(narrow);
  await at.expectNoSidewaysScroll();
  await at.row('setRule').getByRole('link', { name: 'Ada the operator' }).click();
  await at.page.getByText('Show everybody').waitFor();
});
