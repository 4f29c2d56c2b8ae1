import { expect, test } from 'vitest';
import { chunkSummary, nameInSummary } from '../../../src/domain/chunk-summary.ts';

test.each([
  [{ offset: 6, limit: 1 }, 'cam0/data.mcap', 'file 7: `cam0/data.mcap`'],
  [{ offset: 0, limit: 250 }, 'a.mcap', 'files 1–250: `a.mcap` and 249 more'],
  [{ offset: 6, limit: 1 }, undefined, 'file 7'],
  [{ offset: 6, limit: 1 }, 'a`[x](http://b)`', 'file 7: `a’[x](http://b)’`'],
])('%j of %s is %s', (chunk, name, said) => {
  expect(chunkSummary(chunk, name)).toBe(said);
});

/** `limit.userMetadataSummarySize` of Temporal's server; a longer one fails the workflow task. */
const mostBytes = 400;

test('the longest has room in what Temporal takes', () => {
  const longest = chunkSummary({ offset: 99_750, limit: 250 }, '\u{10ffff}'.repeat(nameInSummary));
  expect(Buffer.byteLength(longest)).toBeLessThan(mostBytes);
});
