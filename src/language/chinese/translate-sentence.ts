import { filled } from '../language.ts';

interface Pattern {
  english: RegExp;
  chinese: string;
}

/** In characters; longer texts are recorded ones. */
export const longestStored = 1_000;
/** A verdict has a title, and this has counts. */
const deepest = 3;
/** An archive has a verdict of so many. */
const mostSentences = 8;

/** Values of these names are numbers, or one word; all others are any text. */
const kinds: Readonly<Record<string, string>> = {
  offset: '[\\d,]+',
  bytes: '[\\d,]+',
  limit: '[\\d,.]+',
  total: '[\\d,]+',
  line: '\\d+',
  read: '[\\d,]+',
  failed: '[\\d,]+',
  others: '[\\d,]+',
  percent: '[\\d.]+',
  faults: '\\d+ new faults?',
  activity: '\\w+',
  files: '[\\d,]+ [a-z][a-z ]*',
  places: '[\\d,]+ more places?',
  messages: '[\\d,]+ (?:messages?|LIN frames?)',
  quoted: '".*?"',
  packing: '[\\w-]+',
  container: 'a (?:ZIP|7-Zip|RAR|tar) archive|a file encrypted with \\w+',
  error: '.+',
  span: '[\\d,]+ files?(?: over [\\d.]+ [a-zµ]+(?: \\d+ [a-z]+)?)?',
  figure: '-?[\\d.,]+(?: [^\\s\\d]\\S{0,11})?',
  level: '-?[\\d.,]+(?: [^\\s\\d]\\S{0,11})?',
  lasting: '[\\d.]+ [a-zµ]+(?: \\d+ [a-z]+)?',
  whole: '[\\d.]+ [a-zµ]+(?: \\d+ [a-z]+)?',
  amount: '[\\d,]+ [a-z][a-z ]*',
  columns: '[\\d,]+ columns?',
  hertz: '[\\d.]+ Hz',
  earlier: '[\\d.]+ Hz',
  since: '[\\d:TZ.+-]+s?',
  until: '[\\d:TZ.+-]+s?',
  bound: '-?[\\d.,]+',
  further: '-?[\\d.,]+',
  field: '[\\w.-]+',
  rule: '[\\w-]+',
  variable: '[A-Z][A-Z0-9_]+',
  role: '\\w+',
  verb: '\\w+',
  phase: '\\w+',
  wanted: '\\w+(?: or \\w+)*',
  separator: '"[^\\w ]"',
  unit: '[a-z]+',
  top: '-?[\\d.,]+(?: [^\\s\\d]\\S{0,11})?',
  again: 'once|[\\d,]+ times',
  dtc: '[PCBU][0-3][0-9A-F]{3}(?:-[0-9A-F]{2})?|SPN \\d+ FMI \\d+',
  ecu: 'ECU 0x[0-9A-F]+(?: \\([A-Za-z ]+\\)| on [^:;(]+)?',
  dm: 'DM\\d+',
};

/** Values of these names stay as they came. */
const asSent: ReadonlySet<string> = new Set(['error', 'quoted', 'names', 'name', 'separator']);

/**
 * Translates sentences by those that are known, with their values in braces; of several, the first that fits. A value is
 * translated if it is known itself, and sentences in a row if each of them is.
 * @param nouns by singular, of values that are counts
 * @param terms by the name of a value that has to be known to them; a sentence that has it otherwise does not fit
 */
export function createTranslator(
  sentences: Readonly<Record<string, string>>,
  nouns: Readonly<Record<string, string>>,
  terms: Readonly<Record<string, (text: string) => string | undefined>> = {},
) {
  let patterns: Pattern[] | undefined;

  function translate(text: string, depth = 0): string | undefined {
    if (text.length > longestStored || depth > deepest) return undefined;
    return translateOne(text, depth, false) ?? translateRow(text, depth) ?? translateOne(text, depth, true);
  }

  /** As it stands or counted; as a pattern only if `byPattern`, since its values may take in the sentences behind. */
  function translateOne(text: string, depth: number, byPattern: boolean): string | undefined {
    if (Object.hasOwn(sentences, text)) return sentences[text];
    const counted = translateCount(text, nouns);
    if (counted !== undefined || !byPattern) return counted;
    patterns ??= Object.entries(sentences)
      .filter(([english]) => english.includes('{'))
      .map(patternOf);
    for (const { english, chinese } of patterns) {
      const values = english.exec(text)?.groups;
      if (!values) continue;
      const inChinese = Object.entries(values).map(([name, value]) => [name, valueIn(name, value, depth)]);
      if (inChinese.every(([, value]) => value !== undefined))
        return filled(chinese, Object.fromEntries(inChinese));
    }
    return undefined;
  }

  function valueIn(name: string, value: string, depth: number): string | undefined {
    if (Object.hasOwn(terms, name)) return terms[name]?.(value);
    return asSent.has(name) ? value : (translate(value, depth + 1) ?? value);
  }

  function translateRow(text: string, depth: number): string | undefined {
    const row = text.split(/(?<=\.) (?=[A-Z\d])/);
    if (row.length < 2 || row.length > mostSentences) return undefined;
    const inChinese = row.map((each) => translateOne(each, depth, true));
    return inChinese.includes(undefined) ? undefined : inChinese.join('');
  }

  return (text: string): string | undefined => translate(text);
}

/**
 * Each value ends where what follows it stands first: a lookahead that has matched is not entered again (ECMA-262), so that
 * the time hardly grows with the number of values. With plain lazy groups, a text of 1,000 characters that repeats what
 * stands between the values of a sentence took 6.7 s.
 */
function patternOf([english, chinese]: [string, string]): Pattern {
  const [begin = '', ...rest] = english.split(/\{(\w+)\}/);
  let source = '$';
  /** From the value at hand to the next one that may be any text. */
  let ahead = '';
  for (let i = rest.length - 2; i >= 0; i -= 2) {
    const [name = '', behind = ''] = rest.slice(i, i + 2).map(escaped);
    const kind = kinds[name];
    const end = `${behind}${ahead}`;
    const value = `(?<${name}>${kind ?? '.+?'})`;
    source = `${i + 2 < rest.length ? `(?=${value}${end})\\k<${name}>` : value}${behind}${source}`;
    ahead = kind === undefined || kind.includes('.+') ? '' : `(?:${kind})${end}`;
  }
  return { english: new RegExp(`^${escaped(begin)}${source}`, 's'), chinese };
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** `2,048 files` → `2,048 个文件`. */
function translateCount(text: string, nouns: Readonly<Record<string, string>>): string | undefined {
  const [, count, noun = ''] = /^([\d,]+) ([A-Za-z ]+)$/.exec(text) ?? [];
  const one = [noun, noun.replace(/s$/, ''), noun.replace(/es$/, '')].find((each) =>
    Object.hasOwn(nouns, each),
  );
  return count === undefined || one === undefined ? undefined : `${count} ${nouns[one]}`;
}
