import { expect, test } from 'vitest';
import { askedRange, rangeCounts } from '../../../../src/api/http/byte-range.ts';

test.for([
  [undefined, 10, 'whole'],
  ['bytes=0-', 10, { first: 0, last: 9 }],
  ['bytes=3-5', 10, { first: 3, last: 5 }],
  ['Bytes=3-500', 10, { first: 3, last: 9 }],
  ['bytes=-4', 10, { first: 6, last: 9 }],
  ['bytes=-400', 10, { first: 0, last: 9 }],
  ['bytes=9-9', 10, { first: 9, last: 9 }],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=-5', 0, 'whole'],
  ['bytes=5-3', 10, 'whole'],
  ['bytes=0-1,3-4', 10, 'whole'],
  ['bytes=-', 10, 'whole'],
  ['bytes=a-b', 10, 'whole'],
  ['lines=1-2', 10, 'whole'],
  [`bytes=${'9'.repeat(400)}-`, 10, 'unsatisfiable'],
] as const)('%j of %i bytes is %j', ([range, size, asked]) => {
  expect(askedRange(range, size)).toEqual(asked);
});

test.for([
  [undefined, true],
  ['"a"', true],
  ['W/"a"', false],
  ['"b"', false],
  ['Wed, 21 Oct 2026 07:28:00 GMT', false],
] as const)('with If-Range %j the range counts: %j', ([ifRange, counts]) => {
  expect(rangeCounts(ifRange, '"a"')).toBe(counts);
});
