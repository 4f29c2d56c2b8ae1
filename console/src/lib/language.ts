import type { Texts } from '../../../src/language/chinese/chinese.ts';
import { languageOf } from '../../../src/language/choose-language.ts';
import { english, type Language, type LanguageTag, languageTags } from '../../../src/language/language.ts';
import { keptText } from './kept-text.ts';
import { reloadIfAnswered } from './reload.ts';

export type { Label, Noun } from '../../../src/language/language.ts';

const kept = keptText('argus-language');
type Translate = (text: string) => string | undefined;

/** What the user has chosen, otherwise what the browser prefers; another one loads the page anew. */
const tag = languageTags.find((each) => each === kept.read()) ?? languageOf(navigator.languages);
/** Another object when more texts, the stored sentences, or those of the knowledge base have come. */
let language: Language = english;
let texts: Partial<Texts> = {};
let translate: Translate = () => undefined;
let knowledgeText: (id: string, text: string) => string | undefined = () => undefined;

/** Once with each file of texts: that of a further page may come before that of the first pages. */
async function addTexts(load: () => Promise<Partial<Texts>>): Promise<void> {
  if (tag === 'en') return;
  const [more, { createChinese }] = await Promise.all([
    load(),
    import('../../../src/language/chinese/language.ts'),
  ]);
  texts = { ...texts, ...more };
  language = createChinese(
    texts,
    (text) => translate(text),
    (id, text) => knowledgeText(id, text),
  );
}

/**
 * Before the page is drawn.
 * @param drawAgain when the sentences that Argus stores, or those of the knowledge base, have come, which are in English until then
 */
export async function startLanguage(drawAgain: () => void): Promise<void> {
  const atFirstSentence = (load: () => Promise<void>) =>
    atFirstText(async () => {
      await load();
      await addTexts(async () => ({}));
      drawAgain();
    });
  translate = atFirstSentence(async () => {
    translate = (await import('../../../src/language/chinese/stored-sentences.ts')).translateStored;
  });
  knowledgeText = atFirstSentence(async () => {
    const known = await import('../../../src/language/chinese/knowledge/knowledge-texts.ts');
    knowledgeText = known.knowledgeText;
  });
  await addTexts(async () => (await import('../../../src/language/chinese/first-texts.ts')).firstTexts);
  document.documentElement.lang = language.locale;
}

/** Before a page is drawn that is neither the list nor that of a batch. */
export const loadFurtherTexts = (): Promise<void> =>
  addTexts(async () => (await import('../../../src/language/chinese/further-texts.ts')).furtherTexts);

/** Most words are sentences that Argus stores, and its knowledge: each come after the first picture that has one of them. */
function atFirstText(load: () => Promise<void>): () => undefined {
  let asked = false;
  return () => {
    if (!asked) setTimeout(() => void load().catch(() => undefined));
    asked = true;
  };
}

/** Without a server the page stays as it is; the next one has the language. */
export function chooseLanguage(tag: LanguageTag): void {
  kept.write(tag);
  void reloadIfAnswered();
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
/** A text of an entry of the knowledge base in the language of the page, if it came with Argus. */
export const ofKnowledge: Language['ofKnowledge'] = (id, text) => language.ofKnowledge(id, text);
export const more: Language['more'] = (count, one, many) => language.more(count, one, many);
export const many: Language['many'] = (one, others) => language.many(one, others);
