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
