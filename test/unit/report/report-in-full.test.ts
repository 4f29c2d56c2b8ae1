import { expect, test } from 'vitest';
import { renderCharts } from '../../../src/report/charts/render-charts.ts';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import {
  aggregateOf,
  around,
  at,
  code,
  file,
  metric,
  richDrive,
  topic,
} from '../../support/diagnosis/summaries.ts';
import { fullReport } from '../../support/report/report-of.ts';

/** Every word, figure and line of a report, to be read in a review. After an intended change: vitest -u. */
test('a report with every member is laid out like this', async () => {
  await expect(`${JSON.stringify(buildDocument(fullReport()), null, 1)}\n`).toMatchFileSnapshot(
    './expected/document.json',
  );
});

test('the charts of a rich drive are drawn like this', async () => {
  for (const { name, svg } of renderCharts(aggregateOf(...richDrive())))
    await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(`./expected/${name}`);
});

/** A drive of files that are damaged, short or isolated, with codes of every severity and a source that paused. */
const brokenDrive = () => [
  file('whole.mcap', {
    to: 3600,
    summary: {
      codes: [
        code('constant', { severity: 'critical', first: at(0), last: at(3600), count: 4000 }),
        code('once', { severity: 'warning', count: 1, first: at(1800), last: at(1800) }),
        code('note', { severity: 'info', count: 9 }),
      ],
      metrics: [
        metric('battery_voltage', around(12.4, 40, 0.3), 'starter'),
        metric('battery_voltage', [24.5], 'trailer', 30),
        metric('cpu_percent', [...around(20, 20)], 'b', 0),
        { ...metric('cpu_percent', around(90, 20), 'a', 600) },
      ],
      topics: [
        topic('/fast', { hz: 1200 }),
        topic('/slow', { hz: 12 }),
        topic('/rare', { hz: 0.5 }),
        topic('/once', { message_count: 1, to: 0 }),
      ],
    },
  }),
  file('hurt.mcap', {
    from: 7200,
    to: 7201,
    verdict: { code: 'corrupt', message: 'Hurt.', salvaged_messages: 1 },
    summary: { metrics: [metric('cpu_percent', around(40, 20), 'b', 7200)] },
  }),
  file('failed.mcap', { state: 'failed', verdict: { code: 'empty', message: 'Empty.' } }),
];

test('the charts of a broken drive are drawn like this', async () => {
  for (const { name, svg, description } of renderCharts(aggregateOf(...brokenDrive())))
    await expect(`${description}\n${svg.replaceAll('><', '>\n<')}`).toMatchFileSnapshot(
      `./expected/broken-${name}.txt`,
    );
});
