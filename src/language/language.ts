import { plural } from '../domain/plural.ts';
import type { Noun, Texts } from './chinese/chinese.ts';

export const languageTags = ['en', 'zh'] as const;
export type LanguageTag = (typeof languageTags)[number];

/** A text of Argus, in English: what is shown in English, and the key of what is shown in Chinese. */
export type Text = keyof Texts;
export type { Noun };

type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
/** The values of a text by the names it has in braces; none for a text without. */
export type ValuesOf<T extends string, Value = string | number> = [NamesIn<T>] extends [never]
  ? []
  : [values: Record<NamesIn<T>, Value>];
/** A text without values, such as a label. */
export type Label = { [T in Text]: [NamesIn<T>] extends [never] ? T : never }[Text];

const locales = { en: 'en', zh: 'zh-CN' } as const;

/** For `lang` attributes, `Content-Language` and `Intl` (BCP 47). */
export const localeOf = (tag: LanguageTag) => locales[tag];

/** The words of one language. Units, codes and names are the same in all. */
export interface Language {
  tag: LanguageTag;
  locale: ReturnType<typeof localeOf>;
  /** The text in this language, with its values. */
  t<T extends Text>(text: T, ...values: ValuesOf<T>): string;
  /** The text as it comes, for what its values are not all texts: parts in order, values as they are. */
  parts<T extends Text, Values extends Record<NamesIn<T>, unknown>>(
    text: T,
    values: Values,
  ): (string | Values[keyof Values])[];
  /** `1 file`, `2,048 files`. `many` defaults to `one` with an s. */
  count(count: number, one: Noun, many?: string): string;
  /** `12 more files`. */
  more(count: number, one: Noun, many?: string): string;
  /** `files`, without a number. */
  many(one: Noun, many?: string): string;
  /** A text that may be one of Argus, such as a message of the API; as it comes if it is none. */
  ofArgus(text: string): string;
  /** A text of an entry of the knowledge base: as it comes if the entry is not shipped with Argus, or was changed. */
  ofKnowledge(id: string, text: string): string;
}

export const english: Language = {
  tag: 'en',
  locale: locales.en,
  t: (text, ...[values]) => filled(text, values),
  parts: (text, values) => partsOf(text, values),
  count: plural,
  more: (count, one, many = `${one}s`) => plural(count, `more ${one}`, `more ${many}`),
  many: (one, many = `${one}s`) => many,
  ofArgus: (text) => text,
  ofKnowledge: (_, text) => text,
};

/** The text with its values in place of their names in braces. */
export function filled(text: string, values: Record<string, string | number> | undefined): string {
  return values === undefined ? text : partsOf(text, values).join('');
}

/** The text cut at the names in braces, and in their places the values; texts beside each other are one. */
export function partsOf<Values extends object>(
  text: string,
  values: Values,
): (string | Values[keyof Values])[] {
  const parts: (string | Values[keyof Values])[] = [];
  for (const [i, piece] of text.split(/\{(\w+)\}/).entries()) {
    const part = i % 2 === 0 ? piece : values[piece as keyof Values];
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  }
  return parts;
}
