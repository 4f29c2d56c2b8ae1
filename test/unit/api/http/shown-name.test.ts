import { expect, test } from 'vitest';
import { shownName } from '../../../../src/api/http/shown-name.ts';

test.for([
  ['data.mcap', 'data.mcap'],
  ['cam0/data.mcap', 'cam0/data.mcap'],
  ['./day 1/cam0//data.mcap', 'day 1/cam0/data.mcap'],
  [String.raw`cam0\data.mcap`, 'cam0/data.mcap'],
  ['../../läuft.mcap', 'läuft.mcap'],
  ['a/../../b', 'a/b'],
  ['/home/someone/data.mcap', 'data.mcap'],
  [String.raw`C:\Users\someone\data.mcap`, 'data.mcap'],
  ['..data', '..data'],
] as const)('%s is shown as %s', ([given, shown]) => {
  expect(shownName(given)).toBe(shown);
});

test.for([
  [undefined, 'empty'],
  ['', 'empty'],
  ['../..', 'empty'],
  [`a/${'b'.repeat(256)}`, '255'],
  ['a/'.repeat(600), '1024'],
  ['a\r\nb', 'control'],
] as const)('%j is refused', ([given, why]) => {
  expect(() => shownName(given)).toThrow(why);
});

test('a problem has the field that the request has', () => {
  expect(() => shownName('..', 'path')).toThrow(
    expect.objectContaining({ message: 'path must not be empty.', details: { field: 'path' } }),
  );
});
