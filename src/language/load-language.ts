import { english, type Language, type LanguageTag } from './language.ts';

/** The language, whose words are loaded when they are needed. */
export async function loadLanguage(tag: LanguageTag): Promise<Language> {
  if (tag === 'en') return english;
  const [{ createChinese }, { texts }, { translateStored }, { knowledgeText }] = await Promise.all([
    import('./chinese/language.ts'),
    import('./chinese/chinese.ts'),
    import('./chinese/stored-sentences.ts'),
    import('./chinese/knowledge/knowledge-texts.ts'),
  ]);
  return createChinese(texts, translateStored, knowledgeText);
}
