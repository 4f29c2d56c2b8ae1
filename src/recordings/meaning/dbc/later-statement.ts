import { type DbcScanner, statementWords } from './dbc-scanner.ts';

/** Keywords are capitals with an underscore at the end. */
const keyword = /^[A-Z][A-Z0-9_]*_$/;

/** Maximum names that are kept. */
const maxNames = 8;

/** Statements that are well formed though not known here, as another tool or a later version may write them. */
export class LaterStatements {
  count = 0;
  readonly names: string[] = [];

  /** Passes over the rest of such a statement, after its keyword; false if it is none. */
  passOver(word: string, scanner: DbcScanner): boolean {
    const from = scanner.at;
    if (!keyword.test(word) || isMisspelt(word, statementWords) || !scanner.skipStatement()) {
      scanner.at = from;
      return false;
    }
    this.count += 1;
    if (this.names.length < maxNames && !this.names.includes(word)) this.names.push(word);
    return true;
  }
}

/** A known keyword with another letter is damage. */
export function isMisspelt(word: string, known: ReadonlySet<string>): boolean {
  return [...known].some((each) => {
    if (each.length !== word.length) return false;
    return [...each].filter((letter, index) => letter !== word[index]).length === 1;
  });
}
