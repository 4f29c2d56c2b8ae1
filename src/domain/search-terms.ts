/**
 * Words by which a text is found, whatever its script: runs of letters, marks and digits, in lower case and compatible
 * forms (Unicode NFKC). Scripts that set no spaces between words give pairs of neighbouring characters, as search
 * engines index them (CJK bigrams).
 */
export function searchTerms(text: string): string[] {
  return termsOf(text, startsOf);
}

/**
 * The same for what is looked for: each word may be the beginning of a longer one; of an unspaced run, every pair has to
 * be there.
 */
export function searchedTerms(text: string): string[] {
  return [...new Set(termsOf(text, pairsOf))];
}

/** Characters of a text that are looked at, and characters of a word that are kept. */
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

/** Whole characters: half of a pair of surrogates is not text. */
function firstOf(word: string): string {
  return [...word].slice(0, maxWordLength).join('');
}

/** Each character with the one behind it; the last stands alone, so that each is the beginning of a term. */
function startsOf(characters: string[]): string[] {
  return characters.map((character, i) => character + (characters[i + 1] ?? ''));
}

/** The last character alone says nothing that the pair before it does not say. */
function pairsOf(characters: string[]): string[] {
  return startsOf(characters).slice(0, Math.max(1, characters.length - 1));
}
