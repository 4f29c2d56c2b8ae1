import { expect, test } from 'vitest';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import { fullReport } from '../../support/report/report-of.ts';

/** Every word, figure and line of a report, to be read in a review. After an intended change: vitest -u. */
test('a report with every member is laid out like this', async () => {
  await expect(`${JSON.stringify(buildDocument(fullReport()), null, 1)}\n`).toMatchFileSnapshot(
    './expected/document.json',
  );
});
