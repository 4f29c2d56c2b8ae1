/**
 * Terms by which a text is found, whatever its script: runs of letters, marks and digits, in lower case and
 * compatibility form (Unicode NFKC). Scripts without spaces between words give pairs of neighbouring characters, as
 * search engines index them (CJK bigrams).
 */
export function searchTerms(text: string): string[] {
  return termsOf(text, startsOf);
}

/**
 * The terms of a query: each word may be the beginning of a longer one; of a run without spaces, every pair must
 * occur.
 */
export function searchedTerms(text: string): string[] {
  return [...new Set(termsOf(text, pairsOf))];
}

/** Maximum characters of a text that are indexed, and of a word that are kept. */
const maxTextLength = 100_000;
const maxWordLength = 64;

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

/** Scripts written without spaces between words (Unicode Standard Annex 29, section 4). */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

function termsOf(text: string, termsOfRun: (characters: string[]) => string[]): string[] {
  const words = text.slice(0, maxTextLength).normalize('NFKC').toLowerCase().match(wordPattern) ?? [];
  return words.flatMap((word) => [
    ...word
      .split(unspaced)
      .filter((part) => part !== '')
      .map(firstOf),
    ...(word.match(unspaced) ?? []).flatMap((run) => termsOfRun([...run])),
  ]);
}

/** Whole characters: half of a surrogate pair is not text. */
function firstOf(word: string): string {
  return [...word].slice(0, maxWordLength).join('');
}

/** Each character with the next one; the last is a term of its own, so that each character is the beginning of a term. */
function startsOf(characters: string[]): string[] {
  return characters.map((character, i) => character + (characters[i + 1] ?? ''));
}

/** The last character of a run adds nothing to the pair before it. */
function pairsOf(characters: string[]): string[] {
  return startsOf(characters).slice(0, Math.max(1, characters.length - 1));
}
