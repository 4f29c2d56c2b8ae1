import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPart, partBytes } from '../../../../src/client/upload/next-part.ts';

test.for([
  [0, 0, { start: 0, end: 0, isLast: true }],
  [0, partBytes, { start: 0, end: partBytes, isLast: true }],
  [0, partBytes + 1, { start: 0, end: partBytes, isLast: false }],
  [3, partBytes + 1, { start: 3, end: partBytes, isLast: false }],
  [partBytes, partBytes + 1, { start: partBytes, end: partBytes + 1, isLast: true }],
] as const)('at %i of %i bytes', ([offset, size, part]) => {
  expect(nextPart(offset, size)).toEqual(part);
});

test('however often a link breaks, every byte arrives, and a cut costs at most a part', () => {
  /** Of each request: the share that left, and the share of that which the server has kept; 1 and 1 for an answer. */
  const exchange = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5 * partBytes }),
      fc.array(exchange, { maxLength: 12 }),
      (size, cuts) => {
        let offset = 0;
        let left = 0;
        for (const [sent, kept] of cuts) {
          const part = nextPart(offset, size);
          const bytes = Math.floor((part.end - part.start) * sent);
          left += bytes;
          offset += Math.floor(bytes * kept);
        }
        for (let isLast = false; !isLast; ) {
          const part = nextPart(offset, size);
          expect(part.start).toBe(offset);
          expect(part.end - part.start).toBeLessThanOrEqual(partBytes);
          left += part.end - part.start;
          offset = part.end;
          isLast = part.isLast;
        }
        expect(offset).toBe(size);
        expect(left).toBeLessThanOrEqual(size + cuts.length * partBytes);
      },
    ),
  );
});
