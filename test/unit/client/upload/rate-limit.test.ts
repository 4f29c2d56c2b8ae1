import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBucket, createRateLimit } from '../../../../src/client/upload/rate-limit.ts';

test('after a pause a quarter of a second may pass at once, and then no more than the rate', () => {
  const bucket = createBucket(1_000);
  expect(bucket.reserve(250, 10_000)).toBe(0);
  expect(bucket.reserve(100, 10_000)).toBe(100);
  expect(bucket.reserve(100, 10_000)).toBe(200);
  expect(bucket.reserve(100, 10_200)).toBe(100);
});

test('whoever asks when: within any time not more than the rate and the burst', () => {
  const asked = fc.array(fc.tuple(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 1, max: 64_000 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(asked, fc.integer({ min: 100, max: 1_000_000 }), (requests, rate) => {
      const bucket = createBucket(rate);
      let now = 0;
      let bytes = 0;
      let last = 0;
      for (const [pause, count] of requests) {
        now += pause;
        bytes += count;
        const at = now + bucket.reserve(count, now);
        expect(at).toBeGreaterThanOrEqual(last);
        last = at;
        expect(bytes).toBeLessThanOrEqual(((at + 250) / 1000) * rate + 1e-6);
      }
    }),
  );
});

test('the slower it is, the smaller the pieces, so that a server does not take it for dead', () => {
  expect([1, 8_000, 1e9].map((rate) => createRateLimit(rate).chunkBytes)).toEqual([256, 1_000, 65_536]);
});
