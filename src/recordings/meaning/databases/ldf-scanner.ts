/** Of one name or text, in UTF-16 units. */
const maxToken = 1_024;

const blanks = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const token = /"[^"\n]*"|[A-Za-z_][\w.-]*|[+-]?(?:0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][+-]?\d+)?)|[^\s]/y;

/** Reads the tokens of an LDF from left to right. */
export class LdfScanner {
  readonly text: string;
  at = 0;
  /** Where the current token begins. */
  start = 0;
  #peeked: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** '' at the end. Texts keep their first quote. */
  next(): string {
    const word = this.peek();
    this.#peeked = undefined;
    this.at = Math.min(this.text.length, this.start + this.#length);
    return word;
  }

  #length = 0;

  peek(): string {
    if (this.#peeked !== undefined) return this.#peeked;
    blanks.lastIndex = this.at;
    this.start = this.at + (blanks.exec(this.text)?.[0].length ?? 0);
    token.lastIndex = this.start;
    const found = token.exec(this.text)?.[0] ?? '';
    this.#length = found.length;
    this.#peeked = found.slice(0, maxToken);
    return this.#peeked;
  }

  skip(word: string): boolean {
    if (this.peek() !== word) return false;
    this.next();
    return true;
  }

  /** Tokens up to one of these signs, which is consumed, without commas. */
  until(sign: ';' | '{' | '}'): string[] {
    const words: string[] = [];
    for (let word = this.next(); word !== '' && word !== sign; word = this.next())
      if (word !== ',') words.push(word);
    return words;
  }

  /** Skips the rest of a block whose opening brace has been read. */
  skipBlock(): void {
    let depth = 1;
    for (let word = this.next(); word !== ''; word = this.next()) {
      if (word === '{') depth += 1;
      if (word === '}') depth -= 1;
      if (depth === 0) return;
    }
  }
}
