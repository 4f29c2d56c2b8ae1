import { expect, test } from 'vitest';
import { relativeNames } from '../../../../src/client/upload/relative-names.ts';

test.for([
  [['drives/a.mcap'], ['a.mcap']],
  [
    ['drives/a.mcap', 'drives/b.mcap'],
    ['a.mcap', 'b.mcap'],
  ],
  [
    ['day/cam0/data.mcap', './day/cam1/data.mcap', 'day/log.ulg'],
    ['cam0/data.mcap', 'cam1/data.mcap', 'log.ulg'],
  ],
  [
    ['a/x/data.mcap', 'ab/x/data.mcap'],
    ['a/x/data.mcap', 'ab/x/data.mcap'],
  ],
  [
    ['/a/x', '/b/x'],
    ['a/x', 'b/x'],
  ],
  [[], []],
] as const)('%j are named %j', ([paths, names]) => {
  expect(relativeNames(paths)).toEqual(names);
});
