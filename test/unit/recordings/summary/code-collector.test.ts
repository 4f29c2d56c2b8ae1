import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodeCollector } from '../../../../src/recordings/summary/code-collector.ts';
import { withoutFigures } from '../../../../src/recordings/summary/text.ts';

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

/** A log line of the nodes `net` and `arm`, at its own time. */
function logged(i: number, text: string, severity: 'warning' | 'error' = 'error') {
  return [
    { code: withoutFigures(text), source: 'log', severity, message: text },
    { timeNs: BigInt(i), topic: '/rosout' },
  ] as const;
}

test('a flood of lines of one template is one code with its first, its last and a few parameters', () => {
  const collector = new CodeCollector();
  const lines = 7_001;
  collector.add(...logged(0, 'arm: joint 4 stalled'));
  for (let i = 0; i < lines; i += 1) {
    const peer = `p${i.toString(36)}`;
    collector.add(...logged(10 + i, `net: peer ${peer} lost after ${i % 9} ms`));
  }
  collector.add(...logged(9_000, 'net: peer p0 lost after 1 ms', 'warning'));
  const { codes, omitted } = collector.finish();
  expect(omitted).toBe(0);
  expect(codes.map(({ code, severity, count }) => [code, severity, count])).toEqual([
    ['net: peer <*> lost after # ms', 'error', lines],
    ['arm: joint # stalled', 'error', 1],
    ['net: peer p0 lost after # ms', 'warning', 1],
  ]);
  const [flood, stalled] = codes;
  expect([flood?.message, flood?.first.time_ns, flood?.last.time_ns]).toEqual([
    'net: peer p0 lost after 0 ms',
    '10',
    String(9 + lines),
  ]);
  expect(flood?.parameters).toEqual([
    ['p0', '0'],
    ['p1', '1'],
    ['p2', '2'],
  ]);
  expect(stalled?.parameters).toEqual([['4']]);
});

test('every line is counted once, and none joins another level or node', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  const line = fc.record({
    node: fc.constantFrom('arm', 'net'),
    severity: fc.constantFrom('warning' as const, 'error' as const),
    words: fc.tuple(word, word, fc.constant('failed')),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 150 }), (lines) => {
      const collector = new CodeCollector();
      for (const [i, { node, severity, words }] of lines.entries())
        collector.add(...logged(i, `${node}: ${words.join(' ')}`, severity));
      const { codes, omitted } = collector.finish();
      expect(omitted === 0 || codes.length === 100).toBe(true);
      if (omitted > 0) return;
      const counts = (kinds: [string, number][]) =>
        Object.fromEntries(
          [...Map.groupBy(kinds, ([kind]) => kind)]
            .map(([kind, of]) => [kind, of.reduce((sum, [, count]) => sum + count, 0)])
            .sort(),
        );
      expect(
        counts(codes.map(({ code, severity, count }) => [`${code.split(':')[0]} ${severity}`, count])),
      ).toEqual(counts(lines.map(({ node, severity }) => [`${node} ${severity}`, 1])));
    }),
  );
});
