import { expect, test } from 'vitest';
import { consoleBrowser } from '../support/browser/console-browser.ts';

const at = consoleBrowser();

test('the page of the API lists its operations, without the vendor’s buttons', async () => {
  await at.open('/docs');
  await at.page.getByRole('link', { name: 'Create a batch' }).first().waitFor();
  const buttons = at.page.getByRole('button').or(at.page.getByRole('link'));
  for (const name of ['Deploy', 'Share', 'SDK', 'Developer Tools', 'Ask AI', 'MCP', 'Open API Client'])
    expect(await buttons.filter({ hasText: name, visible: true }).count(), name).toBe(0);
  expect(at.complaints).toEqual([]);
});
