import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codeKey,
  codePatternProblem,
  codePatternSource,
  isStandardCode,
  keysOfCode,
} from '../../../src/domain/code-pattern.ts';

const keys = (code: string) => keysOfCode(code).map(({ key }) => key);

describe('the keys of a code', () => {
  test('ignore case and spare spaces', () => {
    expect(codeKey(' spn  110\tfmi 0 ')).toBe('SPN 110 FMI 0');
  });

  test('go from the code itself to ever wider ranges', () => {
    expect(keys('p0301')).toEqual(['P0301', 'P0301*', 'P030*', 'P03*', 'P0*', 'P*']);
    expect(keys('P0301-11').slice(0, 2)).toEqual(['P0301-11', 'P0301']);
    expect(keys('SPN 110 FMI 0').slice(0, 2)).toEqual(['SPN 110 FMI 0', '* FMI 0']);
    expect(keys('SPN 110 FMI 0')).toContain('SPN 110 *');
  });

  test('exclude a range of chassis codes for codes that merely begin with a C', () => {
    expect(keys('C0035')).toContain('C*');
    expect(keys('camera: no image')).not.toContain('C*');
    expect(keys('camera: no image')).toEqual(expect.arrayContaining(['CAMERA*', 'NO IMAGE', 'NO IM*']));
  });

  test.each(['ß', '𝄞', 'x'])('have a range of 24 times %s, the longest that is allowed', (letter) => {
    const range = `${letter.repeat(24)}*`;
    expect(codePatternProblem(range)).toBeUndefined();
    expect(codePatternProblem(`${letter}${range}`)).toContain('24 characters');
    expect(keys(letter.repeat(30))).toContain(codeKey(range));
  });

  test('are few, and every one of them is allowed in an entry', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (code) => {
        const found = keysOfCode(code);
        expect(found.length).toBeLessThan(60);
        for (const { key, kind } of found) {
          if (kind === 'range' && !code.includes('*')) expect(codePatternProblem(key)).toBeUndefined();
        }
      }),
    );
  });
});

test.each([
  ['P0301', true],
  ['P03*', true],
  ['* FMI 3', true],
  ['*', false],
  ['* FMI x', false],
  ['P*01', false],
  ['P0**', false],
  [`${'x'.repeat(25)}*`, false],
])('%s is allowed: %s', (code, fine) => {
  expect(codePatternProblem(code) === undefined).toBe(fine);
});

test('the pattern for JSON Schemas accepts what is allowed', () => {
  const pattern = new RegExp(codePatternSource('\\n'), 'u');
  const words = fc.array(
    fc.constantFrom('*', ' ', 'FMI', 'fmi', '3', '12', '123', 'P03', 'SPN', 'ß', '𝄞', 'x'.repeat(12)),
  );
  fc.assert(
    fc.property(words, (parts) => {
      // Runs of spaces count as one in a key, and each in the pattern.
      const code = parts.join('').replaceAll(/ +/g, ' ');
      expect(pattern.test(code), code).toBe(codePatternProblem(code) === undefined);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['p0301', true],
  ['U3FFF-1A', true],
  ['spn 110 fmi 0', true],
  ['P4301', false],
  ['P0301 pending', false],
  ['camera: no image', false],
])('%s is a code of a standard: %s', (code, standard) => {
  expect(isStandardCode(code)).toBe(standard);
});
