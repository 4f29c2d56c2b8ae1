import { describe, expect, test } from 'vitest';
import { parseFormula } from '../../../../../src/recordings/formats/mdf/formula.ts';

describe('a formula of an algebraic conversion', () => {
  test.each([
    ['X', 3, 3],
    ['2*X1 + 1', 3, 7],
    ['(X-3)/4', 11, 2],
    ['X - 1 - 2', 10, 7],
    ['8 / X / 2', 2, 2],
    ['-X^2', 3, -9],
    ['2^3^X', 2, 512],
    ['2**-X', 1, 0.5],
    ['sqrt(abs(X))', -16, 4],
    ['pow(X, 3)', 2, 8],
    ['log10(X) + ln(exp(2))', 1_000, 5],
    ['1.5e-3*X', 2_000, 3],
    ['.5*x', 4, 2],
    ['sin(pi/2)*X', 5, 5],
  ])('%s of %d is %d', (text, raw, result) => {
    expect(parseFormula(text)?.(raw)).toBeCloseTo(result, 9);
  });

  test.each(['', 'X2', 'X +', '(X', 'X)', 'foo(X)', 'X & 3', 'X ? 1 : 2', 'constructor(X)', 'pow(X)', '1 2'])(
    'is not interpreted if it is %j',
    (text) => {
      expect(parseFormula(text)).toBeUndefined();
    },
  );

  test('is not followed if it is nested endlessly', () => {
    expect(parseFormula(`${'('.repeat(900)}X${')'.repeat(900)}`)).toBeUndefined();
    expect(parseFormula(`${'-'.repeat(900)}X`)).toBeUndefined();
  });
});
