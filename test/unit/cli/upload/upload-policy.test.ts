import { expect, test } from 'vitest';
import { whyHeld } from '../../../../src/cli/upload/upload-policy.ts';

test.for([
  ['now', true, undefined],
  ['unmetered', false, undefined],
  ['unmetered', true, 'unmetered'],
  ['on_request', false, 'on_request'],
  ['on_request', true, 'on_request'],
] as const)(
  'what is wanted %s, on a link that costs money: %s, is held because %s',
  ([time, metered, why]) => {
    expect(whyHeld(time, metered)).toBe(why);
  },
);
