import { expect, test } from 'vitest';
import { renderCharts } from '../../../src/report/charts/render-charts.ts';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import { aggregateOf, richDrive } from '../../support/diagnosis/summaries.ts';
import { fullReport } from '../../support/report/report-of.ts';

/** Every word, figure and line of a report, to be read in a review. After a change that is meant: vitest -u. */
test('a report in which every member is filled is laid out like this', async () => {
  await expect(`${JSON.stringify(buildDocument(fullReport()), null, 1)}\n`).toMatchFileSnapshot(
    './expected/document.json',
  );
});

test.each(renderCharts(aggregateOf(...richDrive())))('$name is drawn like this', async ({ name, svg }) => {
  await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`./expected/${name}`);
});
