/**
 * Terms by which a text is found, whatever its script: runs of letters, marks and digits, in lower case and
 * compatibility form (Unicode NFKC). Scripts without spaces between words give pairs of neighbouring characters, as
 * search engines index them (CJK bigrams).
 */
export function searchTerms(text: string): string[] {
  const words = text.slice(0, maxTextLength).normalize('NFKC').toLowerCase().match(wordPattern) ?? [];
  return words.flatMap(termsOfWord);
}

/** Maximum characters of a text that are indexed, and of a word that are kept. */
const maxTextLength = 100_000;
const maxWordLength = 64;

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

/** Scripts written without spaces between words (Unicode Standard Annex 29, section 4). */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

function termsOfWord(word: string): string[] {
  const runs = word.match(unspaced);
  if (!runs) return [firstOf(word)];
  const spaced = word.split(unspaced).filter((part) => part !== '');
  return [...spaced.map(firstOf), ...runs.flatMap(pairsOf)];
}

/** Whole characters: half of a surrogate pair is not text. */
function firstOf(word: string): string {
  return word.length <= maxWordLength ? word : [...word].slice(0, maxWordLength).join('');
}

/** The last character is also a term of its own, so that each character is the beginning of a term. */
function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.map((character, i) => character + (characters[i + 1] ?? ''));
}

/**
 * The terms of a query: each word may be the beginning of a longer one; of a run without spaces, every pair must
 * occur.
 */
export function searchedTerms(text: string): string[] {
  const terms = [...new Set(searchTerms(text))];
  // The last character of a run adds nothing to the pair before it.
  return terms.filter(
    (term) => [...term].length > 1 || !terms.some((other) => other !== term && other.endsWith(term)),
  );
}
