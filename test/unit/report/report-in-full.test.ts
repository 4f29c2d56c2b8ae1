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

test('the charts of a rich drive are drawn like this', async () => {
  for (const { name, svg } of renderCharts(aggregateOf(...richDrive())))
    await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`./expected/${name}`);
});
