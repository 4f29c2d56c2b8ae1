import { english, type Language, type LanguageTag } from './language.ts';

/** The language, whose words are loaded when they are needed. */
export async function loadLanguage(tag: LanguageTag): Promise<Language> {
  const { language, complete } = await loadWords(tag);
  await complete();
  return language;
}

/** The language before the sentences that Argus stores are there: until `complete`, they are in English. */
export async function loadWords(
  tag: LanguageTag,
): Promise<{ language: Language; complete: () => Promise<void> }> {
  if (tag === 'en') return { language: english, complete: async () => {} };
  const { createChinese } = await import('./chinese/language.ts');
  let translate: (text: string) => string | undefined = () => undefined;
  return {
    language: createChinese((text) => translate(text)),
    complete: async () => {
      translate = (await import('./chinese/stored-sentences.ts')).translateStored;
    },
  };
}
