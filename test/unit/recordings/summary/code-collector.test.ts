import { expect, test } from 'vitest';
import { CodeCollector } from '../../../../src/recordings/summary/code-collector.ts';

test('log lines that differ in a figure only are one code for each level; a trouble code is one, whatever its severity', () => {
  const collector = new CodeCollector();
  for (const source of ['log', 'obd'])
    for (const severity of ['warning', 'error', 'critical'] as const)
      collector.add({ code: 'x #', source, severity, message: severity }, { timeNs: 1n, topic: 't' });
  expect(collector.finish().codes.map(({ source, severity, count }) => [source, severity, count])).toEqual([
    ['obd', 'critical', 3],
    ['log', 'critical', 1],
    ['log', 'error', 1],
    ['log', 'warning', 1],
  ]);
});
