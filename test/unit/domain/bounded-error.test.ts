import { describe, expect, test } from 'vitest';
import { boundError } from '../../../src/domain/bounded-error.ts';
import { boundedText, textBytes } from '../../../src/domain/bounded-text.ts';

const bytesOf = (text = '') => Buffer.byteLength(text);

describe('of an error, what it has is bounded', () => {
  test('and nothing else is changed or added', () => {
    const error = new Error('short', { cause: 'why' });
    const before = Object.getOwnPropertyDescriptors(error);
    expect(boundError(error)).toBe(error);
    expect(Object.getOwnPropertyDescriptors(error)).toEqual(before);
    const bare = Object.assign(new Error('x'.repeat(textBytes + 1)), { stack: undefined });
    boundError(bare);
    expect([bytesOf(bare.message) <= textBytes, bare.stack]).toEqual([true, undefined]);
    expect(['details' in bare, 'cause' in bare]).toEqual([false, false]);
  });

  test('the stack may be twice as long as a text', () => {
    const error = new Error('short');
    error.stack = 'y'.repeat(3 * textBytes);
    boundError(error);
    expect(bytesOf(error.stack)).toBeLessThanOrEqual(2 * textBytes);
    expect(bytesOf(error.stack)).toBeGreaterThan(textBytes);
  });

  test('can be changed and defined anew afterwards, like before', () => {
    const error = new Error('x'.repeat(textBytes + 1));
    boundError(error);
    expect(Object.getOwnPropertyDescriptor(error, 'message')).toMatchObject({
      configurable: true,
      writable: true,
      enumerable: false,
    });
  });

  test('details are kept up to the bound, as JSON, and counted beyond it', () => {
    const detailsOf = (details: unknown) =>
      (boundError(Object.assign(new Error('x'), { details })) as { details: unknown }).details;
    const fits = ['x'.repeat(textBytes - 4)];
    expect(detailsOf(fits)).toBe(fits);
    expect(detailsOf(['x'.repeat(textBytes - 3)])).toEqual([
      { left_out: `details of ${textBytes + 1} characters` },
    ]);
    expect(detailsOf({ x: 'x'.repeat(textBytes) })).toHaveProperty('left_out');
    expect(detailsOf(undefined)).toBeUndefined();
  });

  test('what is thrown instead of an error is bounded if it is a text', () => {
    expect(bytesOf(boundError('x'.repeat(textBytes + 1)) as string)).toBeLessThanOrEqual(textBytes);
    expect([boundError('short'), boundError(7), boundError(null)]).toEqual(['short', 7, null]);
  });
});

test.each([
  ['\x7f', 1],
  ['\x80', 2],
  ['\u07ff', 2],
  ['\u0800', 3],
  ['\uffff', 3],
  ['\u{10000}', 4],
])('%j takes %i bytes of a text', (letter, bytes) => {
  const count = 120 / bytes;
  const text = letter.repeat(count);
  expect(boundedText(text, 120)).toBe(text);
  const cut = boundedText(text, 119);
  const kept = Math.floor((119 - 48) / bytes);
  expect(cut).toBe(`${letter.repeat(kept)}… (${(count - kept) * letter.length} more characters left out)`);
});
