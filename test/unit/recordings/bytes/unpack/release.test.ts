import { expect, test } from 'vitest';
import { release } from '../../../../../src/recordings/bytes/unpack/release.ts';

test('frees the memory of a large buffer', () => {
  const bytes = new Uint8Array(2 ** 20);
  release(bytes.subarray(0, 2 ** 20 - 1));
  expect(bytes.byteLength).toBe(0);
});

test('keeps buffers that share their memory', () => {
  const bytes = Buffer.from('of the pool');
  release(bytes);
  expect(bytes.toString()).toBe('of the pool');
});
