import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchedTerms, searchTerms } from '../../../src/domain/search-terms.ts';

test.for([
  ['words, in lower case', 'Battery LOW, cell_3!', ['battery', 'low', 'cell', '3']],
  ['compatible forms', 'Ｐ０４２０ ﬁne', ['p0420', 'fine']],
  ['accents with their letters', 'u\u0308ber', ['über']],
  ['marks of their words', 'बैटरी कम', ['बैटरी', 'कम']],
  ['pairs where no spaces are set', '电池低', ['电池', '池低', '低']],
  ['words beside them', 'BMS电池', ['bms', '电池', '池']],
  ['nothing of signs', "' & | ! :* ()", []],
] as const)('a text gives %s', ([, text, terms]) => {
  expect(searchTerms(text)).toEqual(terms);
});

test('a query contains no single character that a pair already contains', () => {
  expect(searchedTerms('电池')).toEqual(['电池']);
  expect(searchedTerms('低')).toEqual(['低']);
  expect(searchedTerms('a a b')).toEqual(['a', 'b']);
  expect(searchedTerms('低 b低')).toEqual(['低', 'b']);
  expect(searchedTerms('电池低')).toEqual(['电池', '池低']);
});

test('what is looked for keeps a letter with which another word ends', () => {
  expect(searchedTerms('b ab')).toEqual(['b', 'ab']);
  expect(searchedTerms('3 cell3')).toEqual(['3', 'cell3']);
});

test('a word is truncated to 64 whole characters, a text up to 100,000', () => {
  const lengths = (text: string) => searchTerms(text).map((term) => [...term].length);
  expect(lengths(`${'a'.repeat(64)} ${'b'.repeat(65)}`)).toEqual([64, 64]);
  // Letters of two code units each.
  expect(lengths('𐐨'.repeat(65))).toEqual([64]);
  expect(searchTerms(`${' '.repeat(99_999)}ab`)).toEqual(['a']);
});

describe('whatever the text,', () => {
  test('terms are bounded, and contain no query operators', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const isSound = (term: string) => /^[\p{L}\p{M}\p{N}]+$/u.test(term) && [...term].length <= 64;
        expect(searchTerms(text).filter((term) => !isSound(term))).toEqual([]);
      }),
    );
  });

  test('it is found by any part of it that ends at a character', () => {
    const script = fc.constantFrom(...'电池低压ひらが', ...'ab 1');
    fc.assert(
      fc.property(fc.array(script, { minLength: 1, maxLength: 20 }), fc.nat(), (characters, at) => {
        const text = characters.join('');
        const kept = searchTerms(text);
        // The beginning of each word or unspaced run, cut anywhere, is the beginning of an indexed term.
        const part = text.slice(0, 1 + (at % text.length));
        for (const term of searchedTerms(part)) {
          expect(kept.some((one) => one.startsWith(term))).toBe(true);
        }
      }),
    );
  });
});
