import { filled } from '../language.ts';
import { storedNouns, storedSentences } from './findings.ts';

interface Pattern {
  english: RegExp;
  chinese: string;
}

/** Longer texts are recorded ones. */
const longest = 1_000;
/** A verdict has a title, and this has counts. */
const deepest = 3;

let patterns: Pattern[] | undefined;

/** A sentence that a report stores in English, in Chinese; undefined if it is not known. */
export function translateStored(text: string, depth = 0): string | undefined {
  if (text.length > longest || depth > deepest) return undefined;
  if (Object.hasOwn(storedSentences, text)) return storedSentences[text];
  const counted = translateCount(text);
  if (counted !== undefined) return counted;
  patterns ??= Object.entries(storedSentences)
    .filter(([english]) => english.includes('{'))
    .map(patternOf);
  for (const { english, chinese } of patterns) {
    const values = english.exec(text)?.groups;
    if (!values) continue;
    const inChinese = Object.entries(values).map(([name, value]) => [
      name,
      translateStored(value, depth + 1) ?? value,
    ]);
    return filled(chinese, Object.fromEntries(inChinese));
  }
  return undefined;
}

function patternOf([english, chinese]: [string, string]): Pattern {
  const source = english
    .split(/\{(\w+)\}/)
    .map((part, i) => (i % 2 === 0 ? escaped(part) : `(?<${part}>.+?)`))
    .join('');
  return { english: new RegExp(`^${source}$`, 's'), chinese };
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** `2,048 files` → `2,048 个文件`. */
function translateCount(text: string): string | undefined {
  const [, count, noun = ''] = /^([\d,]+) ([A-Za-z ]+)$/.exec(text) ?? [];
  const one = [noun, noun.replace(/s$/, ''), noun.replace(/es$/, '')].find((each) =>
    Object.hasOwn(storedNouns, each),
  );
  return count === undefined || one === undefined ? undefined : `${count} ${storedNouns[one]}`;
}
