import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundError } from '../../../src/domain/bounded-error.ts';
import { boundedText, textBytes } from '../../../src/domain/bounded-text.ts';

const bytesOf = (text: string) => Buffer.byteLength(text);

test('a text at the bound stays unchanged; one byte more is cut, with a note of how much', () => {
  expect(boundedText('x'.repeat(textBytes))).toBe('x'.repeat(textBytes));
  const cut = boundedText('x'.repeat(textBytes + 1));
  expect(bytesOf(cut)).toBeLessThanOrEqual(textBytes);
  expect(cut).toMatch(/^x+… \(49 more characters left out\)$/);
});

test('any text becomes valid and bounded, and stays complete if it fits', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 64, max: 400 }),
      (text, most) => {
        const bounded = boundedText(text, most);
        expect(bytesOf(bounded)).toBeLessThanOrEqual(most);
        expect(bounded.isWellFormed()).toBe(true);
        const whole = text.toWellFormed().replaceAll('\0', '\ufffd');
        expect(bounded === whole).toBe(bytesOf(whole) <= most);
      },
    ),
  );
});

test.each([
  ['\u007f', 1],
  ['\u0080', 2],
  ['\u07ff', 2],
  ['\u0800', 3],
  ['\uffff', 3],
  ['\u{10000}', 4],
])('%j counts as %d bytes', (letter, bytes) => {
  const fits = letter.repeat(96 / bytes);
  expect(boundedText(fits, 96)).toBe(fits);
  expect(boundedText(`${fits}${letter}`, 96)).toMatch(/left out\)$/);
});

test('an error keeps what is within the bound as it is', () => {
  const details = { text: 'x'.repeat(textBytes - '{"text":""}'.length) };
  const error = Object.assign(new Error('short'), { details });
  error.stack = 'y'.repeat(2 * textBytes);
  expect(boundError(error)).toBe(error);
  expect([error.message, error.details, error.stack]).toEqual(['short', details, 'y'.repeat(2 * textBytes)]);
  expect(Object.hasOwn(error, 'cause')).toBe(false);
  const longer = Object.assign(new Error('x'), { details: { text: `${details.text}x` } });
  expect(boundError(longer)).toHaveProperty('details.left_out', `details of ${textBytes + 1} characters`);
  expect(
    boundError(Object.assign(new Error('x'), { details: [longer.message.repeat(5_000)] })),
  ).toHaveProperty('details', [{ left_out: 'details of 5004 characters' }]);
  expect(boundError(Object.assign(new Error('x'), { details: undefined }))).toHaveProperty(
    'details',
    undefined,
  );
  expect(boundError('z'.repeat(9_999))).toHaveLength(4_096 - 48 + '… (5951 more characters left out)'.length);
  expect(boundError(7)).toBe(7);
});

test('a huge text costs no more than the part that is kept', () => {
  expect(bytesOf(boundedText('€'.repeat(10_000_000)))).toBeLessThanOrEqual(textBytes);
});

test('an error is bounded with its stack, its details and its causes, and keeps its class', () => {
  const huge = '\0'.repeat(1_000_000);
  let error: Error = Object.assign(new TypeError(huge), { details: [{ huge }] });
  for (let depth = 0; depth < 50; depth += 1) error = new RangeError(huge, { cause: error });
  const bounded = boundError(Object.assign(new SyntaxError(huge, { cause: error }), { details: { huge } }));
  expect(bounded).toBeInstanceOf(SyntaxError);
  let total = 0;
  let depth = 0;
  for (let at = bounded as Error | undefined; at; at = at.cause as Error | undefined) {
    total += bytesOf(at.message) + bytesOf(at.stack ?? '');
    depth += 1;
  }
  expect(depth).toBe(5);
  expect(total).toBeLessThanOrEqual(5 * 3 * textBytes);
  expect(bounded).toHaveProperty('details.left_out');
});

test('an error whose message cannot be set is still bounded', () => {
  const bounded = boundError(new DOMException('x'.repeat(100_000), 'AbortError')) as Error;
  expect([bounded.name, bytesOf(bounded.message) <= textBytes]).toEqual(['AbortError', true]);
});
