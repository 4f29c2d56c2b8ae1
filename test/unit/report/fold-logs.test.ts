import { expect, test } from 'vitest';
import { foldLogs } from '../../../src/report/document/fold-logs.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';

test('lines of one template, level and source fold into the first of them, in their order', () => {
  const lines = ['start', ...Array.from('abcdef', (peer, i) => `peer ${peer} lost after ${i} ms`), 'end'];
  const { logs } = reportOf(
    file('a.mcap', {
      summary: {
        logs: lines.map((text, i) => ({
          time_ns: `${1_772_352_000 + i}000000000`,
          severity: 'error',
          source: 'net',
          text,
          topic: '/rosout',
        })),
      },
    }),
  );
  expect(foldLogs(logs).map(({ first, last, count }) => [first.text, last.text, count])).toEqual([
    ['start', 'start', 1],
    ['peer a lost after 0 ms', 'peer f lost after 5 ms', 6],
    ['end', 'end', 1],
  ]);
});
