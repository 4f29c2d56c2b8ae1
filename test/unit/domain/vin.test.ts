import { expect, test } from 'vitest';
import { wantedCheckDigit } from '../../../src/domain/vin.ts';

test.each([
  ['1M8GDM9AXKP042788', undefined],
  ['11111111111111111', undefined],
  ['LSVAA4182E2184847', undefined],
  ['1M8GDM9A1KP042788', 'X'],
  ['LSVAA4183E2184847', '2'],
  // VINs of Europe and Japan have none.
  ['WVWZZZ1JZ3W386752', undefined],
  ['JT2AE92E9J3128954', undefined],
  ['no VIN', undefined],
])('the check digit of %s', (vin, wanted) => {
  expect(wantedCheckDigit(vin)).toBe(wanted);
});
