import { english, type Language, type LanguageTag } from './language.ts';

/** The language, whose words are loaded when they are needed. */
export async function loadLanguage(tag: LanguageTag): Promise<Language> {
  if (tag === 'en') return english;
  const { createChinese } = await import('./chinese/language.ts');
  return createChinese();
}
