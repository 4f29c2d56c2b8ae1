import { expect, test } from 'vitest';
import { figuresOfSpan, formatFigure, formatNumber } from '../../../src/text/figure-format.ts';

test.each([
  [-0.04, 1, '0'],
  [-0, 1, '0'],
  [-0.06, 1, '-0.1'],
  [1234.56, 1, '1,234.6'],
])('%d with %d decimals is %s', (value, digits, text) => {
  expect(formatNumber(value, digits)).toBe(text);
});

test.each([
  [-0.03, '-0.03'],
  [0.0000123456, '1.235e-5'],
  [48.1320903353, '48.1321'],
  [123456789, '123,456,789'],
])('%d is %s with the digits that count', (value, text) => {
  expect(formatFigure(value)).toBe(text);
});

test.each([
  [-0.03, 0.04, ['-0.03', '0.04']],
  [8.4, 14.12, ['8.4', '14.1']],
  [48.13209, 48.1474, ['48.13', '48.15']],
  [24.3, 24.3, ['24.3', '24.3']],
  [22, 53, ['22', '53']],
])('from %d to %d is told apart: %j', (least, greatest, figures) => {
  expect(figuresOfSpan(least, greatest)).toEqual(figures);
});
