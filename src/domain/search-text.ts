/** Codes of three characters out of 36; letters that share one by chance merely make texts look slightly more alike. */
const codes = 36 ** 3;
/** Coprime to `codes`, so that neighbours in an alphabet get codes that have nothing in common. */
const spread = 28_657;

/**
 * A text in the form from which trigrams are taken: lower case, no accents, words of `a`–`z` and `0`–`9` separated by
 * one space. A letter of another script becomes a code of three characters, since pg_trgm (PostgreSQL 18) ignores
 * everything outside ASCII in a database whose LC_CTYPE is C, and differs between machines in others. Trigrams of
 * such codes stand for one letter or for two neighbours, which also suffices for scripts without spaces. At most
 * `longest` characters.
 */
export function searchText(text: string, longest: number): string {
  let folded = '';
  // Folding shortens no letter, only removes accents, which are few: of as many of them as that, the rest is not read.
  for (const character of text
    .slice(0, 2 * longest)
    .normalize('NFKD')
    .toLowerCase()) {
    if (/[a-z0-9]/.test(character)) folded += character;
    // Spacing marks and vowel signs of Indic scripts belong to the word; accents are removed.
    else if (/[\p{L}\p{N}\p{Mc}]/u.test(character)) folded += codeOf(character);
    else if (!/\p{M}/u.test(character) && !folded.endsWith(' ')) folded += ' ';
  }
  return folded.slice(0, longest).trim();
}

function codeOf(character: string): string {
  const code = ((character.codePointAt(0) ?? 0) * spread) % codes;
  return code.toString(36).padStart(3, '0');
}
