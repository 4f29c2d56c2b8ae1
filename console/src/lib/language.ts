import { languageOf } from '../../../src/language/choose-language.ts';
import { english, type Language, type LanguageTag, languageTags } from '../../../src/language/language.ts';
import { loadWords } from '../../../src/language/load-language.ts';
import { keptText } from './kept-text.ts';

export type { Label, Noun } from '../../../src/language/language.ts';

const kept = keptText('argus-language');

/** The language of this page: it is chosen before the page is drawn, and another one loads the page anew. */
let language: Language = english;

/**
 * What the user has chosen, otherwise what the browser prefers.
 * @returns what loads the sentences that Argus stores, after which the page is to be drawn again; undefined if all is there
 */
export async function startLanguage(): Promise<(() => Promise<void>) | undefined> {
  const chosen = languageTags.find((tag) => tag === kept.read());
  const words = await loadWords(chosen ?? languageOf(navigator.languages));
  language = words.language;
  document.documentElement.lang = language.locale;
  return language.tag === 'en' ? undefined : words.complete;
}

export function chooseLanguage(tag: LanguageTag): void {
  kept.write(tag);
  location.reload();
}

export const currentLanguage = (): Language => language;

/** Whether dates are written as the browser's user does, as far as that is in the language of the page. */
export function localeOfDates(): string {
  const own = navigator.languages.find((tag) => tag.split('-')[0] === language.tag);
  return own ?? language.locale;
}

export const t: Language['t'] = (text, ...values) => language.t(text, ...values);
/** A text whose values are not all texts, for a place in a page. */
export const rich: Language['parts'] = (text, values) => language.parts(text, values);
export const plural: Language['count'] = (count, one, many) => language.count(count, one, many);
/** A text of the API, which is in English, in the language of the page as far as Argus knows it. */
export const ofArgus: Language['ofArgus'] = (text) => language.ofArgus(text);
export const more: Language['more'] = (count, one, many) => language.more(count, one, many);
export const many: Language['many'] = (one, others) => language.many(one, others);
