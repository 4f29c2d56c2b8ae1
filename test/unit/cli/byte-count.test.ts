import { expect, test } from 'vitest';
import { byteCount } from '../../../src/cli/program/byte-count.ts';

test.for([
  ['1', 1],
  ['500k', 512_000],
  ['2M', 2_097_152],
  ['1.5g', 1_610_612_736],
] as const)('%s is %i bytes', ([text, bytes]) => {
  expect(byteCount(text)).toBe(bytes);
});

test.for(['', '0', '-1', '0.1', '5x', '1e9', '2 M'])('%j is refused', (text) => {
  expect(() => byteCount(text)).toThrow('Give bytes, as 500k or 2M.');
});
