import { expect, test } from 'vitest';
import { readRevocationLists } from '../../../src/api/revocation-list.ts';

test.each([
  ['', 'nothing'],
  ['MAA=', 'an empty sequence'],
  ['AgEB', 'a number'],
  ['MIP//////w==', 'more than there is'],
])('what is no list is refused: %j (%s)', (base64) => {
  const pem = `-----BEGIN X509 CRL-----\n${base64}\n-----END X509 CRL-----`;
  expect(() => readRevocationLists([pem])).toThrow(RangeError);
});

test('no list names nobody, and is never out of date', () => {
  expect(readRevocationLists([]).validUntil).toBe(Number.POSITIVE_INFINITY);
});
