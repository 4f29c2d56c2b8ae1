import { readdir, readFile } from 'node:fs/promises';
import { createContext, runInContext } from 'node:vm';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { silentSinks } from '../../src/workers/batch-news.ts';
import { workflowCode } from '../../src/workers/workflow-code.ts';
import { testLogger } from '../support/test-logger.ts';

/**
 * Histories of real runs, recorded by `record-histories.ts`. Batches in progress when workers are replaced continue
 * with the new code from such a history: it has to make the same decisions.
 */
const folder = new URL('./histories/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));

describe('recorded histories', () => {
  test('exist', () => {
    expect(names.length).toBeGreaterThanOrEqual(4);
  });

  test.each(names)('%s replays', async (name) => {
    const history = historyFromJSON(JSON.parse(await readFile(new URL(name, folder), 'utf8')));
    const code = { ...(await workflowCode(testLogger())), sinks: silentSinks };
    await Worker.runReplayHistory(code, history, `batch-${name}`);
  });
});

test('stack traces within workflows are short, since the SDK takes one for each promise', async () => {
  const { workflowBundle } = await workflowCode(testLogger());
  const context = createContext({ __webpack_module_cache__: {} });
  runInContext(await readFile(workflowBundle.codePath, 'utf8'), context);
  expect(runInContext('Error.stackTraceLimit', context)).toBe(4);
});
