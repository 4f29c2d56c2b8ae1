import { expect, test } from 'vitest';
import { partBytesFor } from '../../../src/s3/part-size.ts';

const MiB = 1024 ** 2;

test.for([
  [1, 8],
  [80_000 * MiB, 8],
  [80_000 * MiB + 1, 9],
  [5 * 1024 ** 4, 525],
])('an object of up to %i bytes is sent in parts of %i MiB', ([maxBytes = 0, mib]) => {
  const part = partBytesFor(maxBytes);
  expect(part / MiB).toBe(mib);
  expect(Math.ceil(maxBytes / part)).toBeLessThanOrEqual(10_000);
});
