import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import { aggregateOf, at, code, file } from '../../../support/diagnosis/summaries.ts';

function logCode(text: string, count: number, more: Parameters<typeof code>[1] = {}) {
  return code(text, { source: 'log', count, ...more });
}

const peers = ['a', 'b', 'c', 'd', 'e', 'f'].map((peer) => `net: peer ${peer} lost`);

test('log lines of one template are one code over all files, with its files, parameters and first sighting', () => {
  const files = [
    file('1', { summary: { codes: [...peers.slice(0, 3).map((text) => logCode(text, 2))] } }),
    file('2', { summary: { codes: [...peers.slice(3).map((text) => logCode(text, 1, { first: at(2) }))] } }),
    file('3', {
      summary: {
        codes: [
          logCode('net: peer <*> lost', 4, { parameters: [['x'], ['y']] }),
          logCode('net: peer a lost', 7, { severity: 'warning' }),
          logCode('net: peer a found', 1),
        ],
      },
    }),
  ];
  const { codes } = aggregateOf(...files);
  expect(
    codes.map((each) => [
      each.code,
      each.severity,
      each.count,
      each.most_in_file,
      each.files,
      each.parameters,
    ]),
  ).toEqual([
    ['net: peer <*> lost', 'error', 13, 6, 3, [['a'], ['b'], ['c']]],
    ['net: peer a found', 'error', 1, 1, 1, undefined],
    ['net: peer a lost', 'warning', 7, 7, 1, undefined],
  ]);
  expect(codes[0]?.first.file_name).toBe('2');
});

test('a code alone keeps its parameters, and those that other files have of it', () => {
  const of = (name: string, parameters: string[][]) =>
    file(name, { summary: { codes: [logCode('n: took #', 1, { parameters })] } });
  const parametersOf = (...files: SummarisedFile[]) => aggregateOf(...files).codes[0]?.parameters;
  expect(parametersOf(of('1', [['5']]))).toEqual([['5']]);
  expect(parametersOf(of('1', [['5']]), of('2', [['3'], ['5']]))).toEqual([['3'], ['5']]);
  const without = file('0', { summary: { codes: [logCode('n: took #', 1)] } });
  expect(parametersOf(without, of('2', [['3']]))).toEqual([['3']]);
  expect(aggregateOf(without).codes[0]).not.toHaveProperty('parameters');
});

test('codes of other sources are never joined', () => {
  const { codes } = aggregateOf(
    file('1', { summary: { codes: peers.map((text) => code(text, { source: 'diagnostics' })) } }),
  );
  expect(codes.map(({ code }) => code)).toEqual(peers);
});

test('the order of the files does not matter, and every line is counted once', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', '#', '<*>');
  const one = fc.record({
    words: fc.tuple(fc.constantFrom('lost', 'found'), word, word, fc.constant('again')),
    severity: fc.constantFrom('warning' as const, 'error' as const, 'critical' as const),
    count: fc.integer({ min: 1, max: 9 }),
  });
  const ofFile = fc.uniqueArray(one, {
    maxLength: 25,
    selector: ({ words, severity }) => `${words} ${severity}`,
  });
  fc.assert(
    fc.property(fc.array(ofFile, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (all, keys) => {
      const files: SummarisedFile[] = all.map((codes, i) =>
        file(`f${i}`, {
          summary: {
            codes: codes.map(({ words, severity, count }) =>
              logCode(`n: ${words.join(' ')}`, count, { severity }),
            ),
          },
        }),
      );
      const shuffled = files.map((each) => ({ each, key: keys.next().value })).sort((a, b) => a.key - b.key);
      const { codes } = aggregateOf(...files);
      expect(aggregateOf(...shuffled.map(({ each }) => each)).codes).toEqual(codes);
      for (const severity of ['warning', 'error', 'critical']) {
        const sum = (of: readonly { severity: string; count: number }[]) =>
          of.filter((each) => each.severity === severity).reduce((total, { count }) => total + count, 0);
        expect(sum(codes)).toBe(sum(all.flat()));
      }
      for (const { files: inFiles } of codes) expect(inFiles).toBeLessThanOrEqual(files.length);
    }),
  );
});
