import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fewOf, parametersIn, widen, withParameters } from '../../../src/domain/code-parameters.ts';

describe('parameters', () => {
  test.each([
    ['battery: cell # at #V', 'cell 3 at 3.1V', ['3', '3.1']],
    // A line of a node without a name has its own colon.
    ['Preflight Fail: Accel ## inconsistent', 'Preflight Fail: Accel #1 inconsistent', ['#1']],
    ['net: peer <*> lost after (# ms)', 'peer 10.0.0.7:80 lost after (12 ms)', ['10.0.0.7:80', '12']],
    // The last word of a code may be cut off.
    ['n: took #mil', 'took 12milliseconds and then some', ['12milliseconds']],
  ])('of %s in “%s”', (code, line, found) => {
    expect(parametersIn(code, line)).toEqual(found);
  });

  test('there are none in a line that does not fit, or of a code without places', () => {
    expect(parametersIn('n: cell # low', 'cell 3 high')).toBeUndefined();
    expect(parametersIn('n: cell # low', 'cell')).toBeUndefined();
    expect(parametersIn('n: cell low', 'cell low')).toBeUndefined();
    // Before and behind a figure stands what the code says, but for a last word that is cut off.
    expect(parametersIn('n: at #V now', 'at 3A now')).toBeUndefined();
    expect(parametersIn('n: at (# now', 'at 3 now')).toBeUndefined();
    expect(parametersIn('n: cell # lo', 'cell 3 low')).toEqual(['3']);
    expect(parametersIn('n: ce # low', 'cell 3 low')).toBeUndefined();
  });

  test('are cut to eight places of sixty characters', () => {
    const found = parametersIn(`n: ${'# '.repeat(12)}end`, `${'7'.repeat(100)} ${'8 '.repeat(11)}end`);
    expect(found).toEqual(['7'.repeat(60), ...Array(7).fill('8')]);
  });

  test('gain the words that a template leaves out', () => {
    expect(widen(['12'], 'n: motor left at #V', 'n: motor <*> at #V')).toEqual(['left', '12']);
    expect(widen(['12'], 'n: motor (#) hot', 'n: motor <*> hot')).toEqual(['(12)']);
    expect(widen([], 'n: motor left hot', 'n: motor <*> hot')).toEqual(['left']);
    expect(widen([], 'n: motor left at #V', 'n: motor <*> at #V')).toEqual([]);
    const [many, wide] = ['x'.repeat(9), '<*> '.repeat(9).trim()];
    expect(widen([], `n: ${[...many].join(' ')}`, `n: ${wide}`)).toHaveLength(8);
    expect(widen([], `n: ${'y'.repeat(61)}`, 'n: <*>')).toEqual(['y'.repeat(60)]);
  });
});

describe('the few that are kept', () => {
  test('are the first three in the order of their text, each once', () => {
    expect(fewOf([['4'], ['2'], ['3'], ['1'], ['2']])).toEqual([['1'], ['2'], ['3']]);
    expect(fewOf([['1', '2'], ['1'], []])).toEqual([['1'], ['1', '2']]);
    expect(fewOf([['1'], ['1', '2']])).toEqual([['1'], ['1', '2']]);
  });

  test('stay what they are if others change nothing', () => {
    const few = fewOf([['1'], ['2'], ['3']]);
    expect(withParameters(few, [['2'], ['4'], []])).toBe(few);
    expect(withParameters(few, [['0']])).toEqual([['0'], ['1'], ['2']]);
  });
});

test('the few that are kept are the same in whatever order they come', () => {
  const lists = fc.array(fc.array(fc.constantFrom('1', '2', '3', '10'), { maxLength: 2 }));
  fc.assert(
    fc.property(lists, lists, (a, b) => {
      expect(withParameters(fewOf(a), b)).toEqual(withParameters(fewOf(b), a));
      expect(fewOf([...a, ...b]).length).toBeLessThanOrEqual(3);
    }),
  );
});
