import { filled, type Language, localeOf, partsOf } from '../language.ts';
import { nouns, texts } from './chinese.ts';
import { translateStored } from './stored-sentences.ts';

const counts = new Intl.NumberFormat('zh-CN');

/** Simplified Chinese. */
export function createChinese(): Language {
  const known: Record<string, string> = texts;
  return {
    tag: 'zh',
    locale: localeOf('zh'),
    t: (text, ...[values]) => filled(texts[text], values),
    parts: (text, values) => partsOf(texts[text], values),
    count: (count, one) => `${counts.format(count)} ${nouns[one].join('')}`,
    more: (count, one) => `另外 ${counts.format(count)} ${nouns[one].join('')}`,
    many: (one) => nouns[one][1],
    ofArgus: (text) => (Object.hasOwn(known, text) ? known[text] : translateStored(text)) ?? text,
  };
}
