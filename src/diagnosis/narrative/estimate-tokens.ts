/**
 * Estimates how many tokens a text is for a language model, without its tables (30 MB on disk, 100 MB in memory).
 * Byte-pair encodings like o200k first split a text into words, groups of up to three digits, runs of punctuation and
 * white space; a common word is one token, a rare one several. Measured against gpt-tokenizer 4.0.0 (o200k_base):
 * prompts about findings 1.00 to 1.35 times the true count, and never more than a tenth below it for text of any
 * script (test/unit/diagnosis/estimate-tokens.test.ts). It is only used to plan a prompt: a call is accounted with
 * the model's own figures if it returns them.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(pieces)) tokens += tokensOf(piece);
  return Math.ceil(tokens);
}

/** A word with the space before it, digits, other letters, punctuation, white space. */
const pieces = / ?[A-Za-z]+|\d{1,3}|[^\s\d\p{P}\p{S}A-Za-z]+|[\p{P}\p{S}]+|\s+/gu;
const latinWord = /^ ?[A-Za-z]+$/;

/**
 * Letters of a rare word, of camel case or of hexadecimal digits that share a token (measured: 3 to 6 for long ones).
 */
const lettersOfWord = 3.7;

function tokensOf(piece: string): number {
  if (latinWord.test(piece)) return latinTokens(piece);
  if (/^\d/.test(piece)) return 1;
  if (/^\s/.test(piece)) return Math.ceil(piece.length / 8);
  if (/^[\p{P}\p{S}]/u.test(piece)) return markTokens(piece);
  return otherTokens(piece);
}

/** Each capital within a word begins another part; parts longer than most words are split. */
function latinTokens(word: string): number {
  const parts = word.trim().split(/(?<=[a-z])(?=[A-Z])/);
  return parts.reduce((sum, part) => sum + Math.max(1, part.length / lettersOfWord - 0.5), 0);
}

/** Punctuation in JSON often forms one token; otherwise one each, and beyond ASCII one for every two bytes. */
function markTokens(marks: string): number {
  const bytes = Buffer.byteLength(marks);
  return bytes === marks.length ? Math.max(1, marks.length * 0.55) : bytes / 2;
}

/**
 * Scripts with two bytes per letter (Greek, Cyrillic, Arabic, accents) are split into syllables, Chinese, Japanese
 * and Korean nearly letter by letter; of others each byte may be a token.
 */
function otherTokens(letters: string): number {
  const bytes = Buffer.byteLength(letters);
  if (eastAsian.test(letters)) return bytes / 3;
  return bytes > letters.length * 2 ? bytes : bytes / 4;
}

const eastAsian = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;
