import { expect, test } from 'vitest';
import { sampleBySeed } from '../../../scripts/mutants/sample.ts';
import { mutated } from '../../../scripts/mutants/type-check.ts';

test('a sample is the same for the same seed, another for another, and never larger than what there is', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  const [one, again, other] = [
    sampleBySeed(items, 10, 1),
    sampleBySeed(items, 10, 1),
    sampleBySeed(items, 10, 2),
  ];
  expect(one).toEqual(again);
  expect(one).not.toEqual(other);
  expect(new Set(one).size).toBe(10);
  expect(sampleBySeed(items, 99, 1).toSorted((a, b) => a - b)).toEqual(items);
});

test.each([
  ['within a line', 'a\nbcd\ne', [1, 1], [1, 2], 'X', 'a\nbXd\ne'],
  ['over lines', 'a\nbcd\ne', [0, 1], [2, 0], '{}', 'a{}e'],
  ['to the end', 'ab', [0, 1], [0, 2], '', 'a'],
] as const)(
  'a mutant replaces its place %s',
  (_, text, [line, column], [endLine, endColumn], by, changed) => {
    const place = { start: { line, column }, end: { line: endLine, column: endColumn } };
    expect(mutated(text, place, by)).toBe(changed);
  },
);
