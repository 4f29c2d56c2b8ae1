import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCampaign } from '../../chaos/campaign.ts';

/** `npm run chaos` is the long form. */
const options = { seed: 4, seconds: 12, vehicles: 3, perRole: 1 };

test('a short run of faults by plan: nothing lost, duplicated or stuck', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'argus-chaos-'));
  // PostgreSQL, which root runs as another user, needs access to its data.
  await chmod(dir, 0o711);
  const logFolder = await mkdtemp(join(tmpdir(), 'argus-chaos-logs-'));
  const lines: string[] = [];
  const { violations, figures } = await runCampaign({
    ...options,
    dir,
    logFolder,
    printLine: (line) => lines.push(line),
  });
  expect(violations, `${lines.join('\n')}\nlogs: ${logFolder}`).toEqual([]);
  expect(figures.files).toBeGreaterThan(0);
  await rm(logFolder, { recursive: true });
});
