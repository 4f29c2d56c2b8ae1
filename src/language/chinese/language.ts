import { filled, type Language, localeOf, partsOf } from '../language.ts';
import type { Texts } from './chinese.ts';
import { nouns } from './nouns.ts';

const counts = new Intl.NumberFormat('zh-CN');

/**
 * Simplified Chinese.
 * @param texts by the English; what is not among them stays English
 * @param translateStored of sentences that Argus stores; they may come later, since they are more than all the others
 * @param knowledgeText of an entry of the knowledge base that is shipped, by its id and the English; they may come later too
 */
export function createChinese(
  texts: Partial<Texts>,
  translateStored: (text: string) => string | undefined,
  knowledgeText: (id: string, text: string) => string | undefined,
): Language {
  const known: Record<string, string> = texts;
  return {
    tag: 'zh',
    locale: localeOf('zh'),
    t: (text, ...[values]) => filled(known[text] ?? text, values),
    parts: (text, values) => partsOf(known[text] ?? text, values),
    count: (count, one) => `${counts.format(count)} ${nouns[one].join('')}`,
    more: (count, one) => `另外 ${counts.format(count)} ${nouns[one].join('')}`,
    many: (one) => nouns[one][1],
    ofArgus: (text) => (Object.hasOwn(known, text) ? known[text] : translateStored(text)) ?? text,
    ofKnowledge: (id, text) => knowledgeText(id, text) ?? text,
  };
}
