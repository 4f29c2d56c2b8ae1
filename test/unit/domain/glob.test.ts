import { describe, expect, test } from 'vitest';
import { compileGlob, globProblem } from '../../../src/domain/glob.ts';

describe('a glob', () => {
  test.each([
    ['*.mcap', 'a.mcap', true],
    ['*.mcap', 'deep/in/a.mcap', true],
    ['*.mcap', '.hidden/.a.mcap', true],
    ['cam*/**', 'cam0/x/y.mcap', true],
    ['cam*/**', 'log/cam0/y.mcap', false],
    ['cam*/*', 'cam0/x/y.mcap', false],
    ['**/crash/**', 'crash/a', true],
    ['**/crash/**', 'x/y/crash/z/a', true],
    ['Cam/*', 'cam/a', false],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['[ab]1', 'b1', true],
    ['*.{mcap,bag}', 'x/a.bag', true],
    ['x+y!@.bin', 'x+y!@.bin', true],
    ['[ab]+', 'aab', false],
    ['!a', 'b', false],
    ['cam [(]left[)]/*', 'cam (left)/a', true],
    ['100[*]', '100*', true],
    ['100[*]', '1000', false],
  ])('%s, held against %s: %s', (glob, path, matches) => {
    expect(globProblem(glob)).toBeUndefined();
    expect(compileGlob(glob)(path)).toBe(matches);
  });

  test.each([
    ['', '1 to 256'],
    ['x'.repeat(257), '1 to 256'],
    ['cam\\*', 'by /'],
    ['+(a|b)', '( ) or |'],
    ['cam (left)/*', '( ) or |'],
    ['../a', 'two dots'],
    ['a{1..12}', 'two dots'],
    ['/a', 'empty parts'],
    ['a//b', 'empty parts'],
    ['a/', 'empty parts'],
    ['./a', 'empty parts'],
    ['[a', 'cannot be read'],
    ['{a', 'cannot be read'],
    ['*a*a*a*a*', 'at most 4 wildcards'],
  ])('%j is refused: %s', (glob, why) => {
    expect(globProblem(glob)).toContain(why);
  });
});
