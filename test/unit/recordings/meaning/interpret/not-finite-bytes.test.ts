import { describe, expect, test } from 'vitest';
import { notFiniteTest } from '../../../../../src/recordings/meaning/interpret/not-finite-bytes.ts';

const figures = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const finite = [0, -0, 1, -1.5, 9.81, 2 ** 100, 2 ** -100];

/** A message of `bytes` zeros with one float in it. */
function messageWith(value: number, at: number, bits: 32 | 64, little: boolean, bytes = 64): Uint8Array {
  const view = new DataView(new ArrayBuffer(bytes));
  view.setUint8(1, little ? 1 : 0);
  if (bits === 32) view.setFloat32(at, value, little);
  else view.setFloat64(at, value, little);
  return new Uint8Array(view.buffer);
}

describe('a message may hold a figure that is not finite', () => {
  test.each([32, 64] as const)('a float of %i bits in CDR, at every word, in both byte orders', (bits) => {
    const mayHold = notFiniteTest('cdr');
    for (const little of [true, false]) {
      for (let at = 4; at + bits / 8 <= 64; at += 4) {
        for (const value of figures) expect(mayHold?.(messageWith(value, at, bits, little))).toBe(true);
        for (const value of finite) expect(mayHold?.(messageWith(value, at, bits, little))).toBe(false);
      }
    }
  });

  test.each([32, 64] as const)('a float of %i bits in a message of ROS 1, at every byte', (bits) => {
    const mayHold = notFiniteTest('ros1');
    for (let at = 2; at + bits / 8 <= 64; at += 1) {
      for (const value of figures) expect(mayHold?.(messageWith(value, at, bits, true))).toBe(true);
    }
  });

  test('nothing is said of a message that is too short, or in another encoding', () => {
    expect(notFiniteTest('cdr')?.(Uint8Array.of(0))).toBe(false);
    expect(notFiniteTest('json')).toBeUndefined();
    expect(notFiniteTest('protobuf')).toBeUndefined();
  });
});
