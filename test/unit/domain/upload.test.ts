import { describe, expect, test } from 'vitest';
import { type LengthClaims, lengthOf } from '../../../src/domain/upload.ts';

const maxBytes = 1_000;
const claims: LengthClaims = { offset: 0, contentLength: undefined, declared: undefined, completes: false };

describe('the length of an upload', () => {
  test.for([
    ['nobody says', null, claims, null],
    ['the row knows', 10, claims, 10],
    ['the request declares', null, { ...claims, declared: 10 }, 10],
    ['the rest shows', null, { ...claims, offset: 4, contentLength: 6, completes: true }, 10],
    ['the rest does not show without a length', null, { ...claims, offset: 4, completes: true }, null],
    ['a part does not show', null, { ...claims, contentLength: 6 }, null],
    ['is just allowed', null, { ...claims, declared: 1_000, offset: 1_000 }, 1_000],
    ['a part that ends it shows', 10, { ...claims, offset: 4, contentLength: 6 }, 10],
    ['all agree on', 10, { offset: 4, contentLength: 6, declared: 10, completes: true }, 10],
  ] as const)('is what %s', ([, known, said, length]) => {
    expect(lengthOf(known, said, maxBytes)).toBe(length);
  });

  test.for([
    ['another declaration', 10, { ...claims, declared: 11 }, 'length_mismatch'],
    ['a rest that is too short', 10, { ...claims, contentLength: 9, completes: true }, 'length_mismatch'],
    ['a part that goes beyond', 10, { ...claims, offset: 6, contentLength: 5 }, 'length_mismatch'],
    ['a length below what is there', null, { ...claims, offset: 6, declared: 5 }, 'length_mismatch'],
    ['more than is allowed', null, { ...claims, declared: 1_001 }, 'too_large'],
    ['a part beyond what is allowed', null, { ...claims, offset: 999, contentLength: 2 }, 'too_large'],
  ] as const)('is refused for %s', ([, known, said, code]) => {
    expect(() => lengthOf(known, said, maxBytes)).toThrow(expect.objectContaining({ code }));
  });

  test('says in plain words that the file has grown', () => {
    expect(() => lengthOf(10, { ...claims, contentLength: 11, completes: true }, maxBytes)).toThrow(
      /announced with 10 bytes and has more \(11\): it has grown while it was sent/,
    );
    expect(() => lengthOf(10, { ...claims, contentLength: 9, completes: true }, maxBytes)).toThrow(
      /announced with 10 bytes and ends at 9\./,
    );
  });

  test('is refused with the figures as fields', () => {
    const refusal = (said: Partial<typeof claims>) => () => lengthOf(10, { ...claims, ...said }, maxBytes);
    expect(refusal({ declared: 11 })).toThrow(
      expect.objectContaining({ details: { length: 10, found: 11 } }),
    );
    expect(() => lengthOf(null, { ...claims, declared: 1_001 }, maxBytes)).toThrow(
      expect.objectContaining({ details: { max_bytes: maxBytes } }),
    );
  });
});
