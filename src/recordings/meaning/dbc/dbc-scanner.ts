import { dbcLimits } from './dbc-limits.ts';

/** Words that begin a statement: after damage, reading continues at the next line that begins with one. */
export const statementWords: ReadonlySet<string> = new Set(
  `VERSION NS_ BS_ BU_ BO_ SG_ EV_ CM_ BA_ BA_DEF_ BA_DEF_DEF_ BA_DEF_REL_ BA_DEF_DEF_REL_ BA_REL_ BA_DEF_SGTYPE_ BA_SGTYPE_
   VAL_ VAL_TABLE_ SIG_VALTYPE_ SIGTYPE_VALTYPE_ SIG_GROUP_ SIG_TYPE_REF_ SG_MUL_VAL_ BO_TX_BU_ ENVVAR_DATA_ EV_DATA_
   SGTYPE_ SGTYPE_VAL_ CAT_DEF_ CAT_ FILTER NS_DESC_ BU_SG_REL_ BU_EV_REL_ BU_BO_REL_`.split(/\s+/),
);

const blanks = /\s*/y;
const blanksOfLine = /[^\S\n]*/y;
const wordForm = /[\w\u0080-\uffff][\w\u0080-\uffff.-]*/y;
const numberForm = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const rangeForm = /\[[^\]\n]*\]/y;
const signalForm = /[^\n:]{0,400}:\s?\d{1,5}\|\d{1,5}@[01][+-]/y;
const firstWord = /[^\S\n]*([A-Z_]+)/y;

/**
 * Reads the tokens of a DBC text from left to right. Accessors return undefined, and do not advance, if something
 * else follows.
 */
export class DbcScanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    this.#skip(blanks);
    return this.at >= this.text.length;
  }

  /** A name or keyword, cut to the maximum length. */
  word(): string | undefined {
    this.#skip(blanks);
    const from = this.at;
    return this.#skip(wordForm) ? this.text.slice(from, Math.min(this.at, from + dbcLimits.text)) : undefined;
  }

  number(): number | undefined {
    this.#skip(blanks);
    const from = this.at;
    return this.#skip(numberForm) ? Number(this.text.slice(from, this.at)) : undefined;
  }

  /** An integer that can be represented exactly. */
  integer(): number | undefined {
    const from = this.at;
    const value = this.number();
    if (value !== undefined && Number.isSafeInteger(value)) return value;
    this.at = from;
    return undefined;
  }

  symbol(sign: string): boolean {
    this.#skip(blanks);
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  /**
   * A text in double quotes, possibly over several lines, cut to the maximum length. Inside, a quote is preceded by a
   * backslash. Since only that decides where a text ends, every search begins where the previous one ended: reading a
   * file is linear, whatever it contains.
   */
  string(): string | undefined {
    this.#skip(blanks);
    if (this.text[this.at] !== '"') return undefined;
    const from = this.at + 1;
    let end = this.text.indexOf('"', from);
    while (end !== -1 && this.text[end - 1] === '\\' && end > from) end = this.text.indexOf('"', end + 1);
    if (end === -1) return undefined;
    this.at = end + 1;
    return this.text.slice(from, Math.min(end, from + dbcLimits.text));
  }

  /** The same within one line: a text that extends further has lost its closing quote. */
  stringOnLine(): string | undefined {
    const from = this.at;
    const text = this.string();
    if (text === undefined || !text.includes('\n')) return text;
    this.at = from;
    return undefined;
  }

  /** Skips a range of values, `[0|8031.875]`, which is not used. */
  range(): boolean {
    this.#skip(blanks);
    return this.#skip(rangeForm);
  }

  /** Whether only blanks are left in the line. */
  get atLineEnd(): boolean {
    this.#skip(blanksOfLine);
    return this.at >= this.text.length || this.text[this.at] === '\n';
  }

  /** Whether a statement, or nothing, follows. */
  get atStatement(): boolean {
    return this.ended || this.#beginsStatement();
  }

  /** A `;`, or the break of a line behind which a statement or nothing follows: writers by hand leave the sign out. */
  closes(): boolean {
    return this.symbol(';') || this.#endsWithLine();
  }

  get lineLooksLikeSignal(): boolean {
    signalForm.lastIndex = this.at;
    return signalForm.test(this.text);
  }

  skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end === -1 ? this.text.length : end + 1;
  }

  /**
   * Skips to after the `;` that ends an unused statement; false if another line begins a statement before it, but behind a
   * text, which is whole.
   */
  skipStatement(): boolean {
    for (;;) {
      if (this.atLineEnd) {
        if (this.text[this.#behindBlanks() - 1] === '"' && this.#endsWithLine()) return true;
        this.#skip(blanks);
        if (this.at >= this.text.length || this.#beginsStatement()) return false;
      }
      if (this.text[this.at] === ';') {
        this.at += 1;
        return true;
      }
      if (!this.#skipToken()) return false;
    }
  }

  /** Skips a string, an escaped quote, a word or a sign; false for a string that does not end. */
  #skipToken(): boolean {
    const sign = this.text[this.at];
    if (sign === '"') return this.string() !== undefined;
    if (sign === '\\') this.at += this.text[this.at + 1] === '"' ? 2 : 1;
    else if (!this.#skip(wordForm)) this.at += 1;
    return true;
  }

  /** To the first line after `from` that begins a statement. */
  recover(from: number): void {
    this.at = from;
    do {
      this.skipLine();
    } while (this.at < this.text.length && !this.#beginsStatement());
  }

  #endsWithLine(): boolean {
    const last = this.#behindBlanks();
    const isNext = this.atStatement || this.text.startsWith('//', this.at);
    return isNext && this.text.slice(last, this.at).includes('\n');
  }

  /** Where the last token ended. */
  #behindBlanks(): number {
    let at = this.at;
    while (at > 0 && /\s/.test(this.text[at - 1] as string)) at -= 1;
    return at;
  }

  #beginsStatement(): boolean {
    firstWord.lastIndex = this.at;
    const word = firstWord.exec(this.text)?.[1];
    return word !== undefined && statementWords.has(word);
  }

  #skip(form: RegExp): boolean {
    form.lastIndex = this.at;
    if (!form.test(this.text)) return false;
    this.at = form.lastIndex;
    return true;
  }
}
