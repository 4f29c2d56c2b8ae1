import { describe, expect, test } from 'vitest';
import { cleanText, withoutFigures, withoutRepetition } from '../../../../src/recordings/summary/text.ts';

describe('text from a recording', () => {
  test.each([
    ['\u001b[31mERROR\u001b[0m arm', 'ERROR arm'],
    ['\u001b[1;38;5;208mhot\u001b[m', 'hot'],
    ['\u009b31mred', 'red'],
    ['\u001b]0;title\u0007text', 'text'],
    ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['a\u001b[2Kb\u001bMc', 'abc'],
    ['speed [31m/s]', 'speed [31m/s]'],
  ])('%j has no colours as %j', (text, clean) => {
    expect(cleanText(text, 100)).toBe(clean);
  });

  test('is one code with colours and without', () => {
    expect(withoutFigures('\u001b[0;31mcell 3 low\u001b[0m')).toBe(withoutFigures('cell 4 low'));
  });

  test.each([
    ['FD-ECU software 9.2.0 '.repeat(5), 'FD-ECU software 9.2.0'],
    ['V1.02\t V1.02\t V1.02', 'V1.02'],
    ['12341234', '12341234'],
    ['1 1 1 1', '1 1 1 1'],
    ['9.2.0 9.2.1', '9.2.0 9.2.1'],
  ])('%j is reduced to %j', (text, once) => {
    expect(withoutRepetition(cleanText(text, 200))).toBe(once);
  });
});
