/**
 * `npm run replay -- HISTORY.json…`: runs the workflow's code over recorded histories; under a debugger, breakpoints
 * work.
 */
import { readFile } from 'node:fs/promises';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { createLogger } from '../src/logger.ts';
import { silentSinks } from '../src/workers/batch-news.ts';
import { workflowCode } from '../src/workers/workflow-code.ts';

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('Usage: npm run replay -- HISTORY.json…   (the Temporal Web UI downloads them)\n');
  process.exit(2);
}
const code = {
  ...(await workflowCode(createLogger({ LOG_LEVEL: 'info' }, 'replay'))),
  sinks: silentSinks,
};
for (const file of files) {
  await Worker.runReplayHistory(code, historyFromJSON(JSON.parse(await readFile(file, 'utf8'))));
  console.log(`✓ ${file} replays`);
}
