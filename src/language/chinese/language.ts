import { filled, type Language, localeOf, partsOf } from '../language.ts';
import { nouns, texts } from './chinese.ts';

const counts = new Intl.NumberFormat('zh-CN');

/**
 * Simplified Chinese.
 * @param translateStored of sentences that Argus stores; they may come later, since they are more than all the others
 */
export function createChinese(translateStored: (text: string) => string | undefined): Language {
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
