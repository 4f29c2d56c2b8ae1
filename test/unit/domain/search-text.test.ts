import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchText } from '../../../src/domain/search-text.ts';

test('case, accents and punctuation do not matter', () => {
  expect(searchText('  Überhitzung—des Motors (P0301)!', 200)).toBe('uberhitzung des motors p0301');
});

test('letters of other scripts get codes of three characters, the same in any word', () => {
  const word = searchText('перегрев', 200);
  expect(word).toMatch(/^[a-z0-9]{24}$/);
  expect(searchText('ПЕРЕГРЕВ', 200)).toBe(word);
  expect(word.startsWith(searchText('пере', 200))).toBe(true);
  expect(searchText('電池過熱', 200)).toContain(searchText('過熱', 200));
  expect(new Set([...'абвгд電池'].map((letter) => searchText(letter, 200))).size).toBe(7);
});

test('for any input, the text for trigrams is ASCII and bounded', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.integer({ min: 0, max: 300 }),
      (text, longest) => {
        const folded = searchText(text, longest);
        expect(folded.length).toBeLessThanOrEqual(longest);
        expect(folded).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/);
      },
    ),
  );
});

test('a letter of three characters does not lead beyond the bound', () => {
  expect(searchText('電池過熱', 4)).toHaveLength(4);
});

test('vowel signs belong to the word', () => {
  const [long, short] = [searchText('\u0915\u093e', 200), searchText('\u0915\u093f', 200)];
  expect([long, short]).toEqual(Array(2).fill(expect.stringMatching(/^[a-z0-9]{6}$/)));
  expect(long).not.toBe(short);
});

test('no more than twice as many characters are read', () => {
  expect(searchText(`a${'\u0301'.repeat(19)}b`, 10)).toBe('a');
  expect(searchText(`a${'\u0301'.repeat(18)}b`, 10)).toBe('ab');
});
