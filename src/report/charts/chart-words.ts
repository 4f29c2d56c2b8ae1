import { severities } from '../../domain/severity.ts';
import type { Label, Language } from '../../language/language.ts';
import { textIn } from './svg.ts';

/** What charts say themselves; all other texts in them were recorded. */
const words: readonly Label[] = [
  ...severities,
  'occurrences',
  'messages per second (and in total)',
  'whole',
  'damaged',
  'all files',
  'damaged files',
  'seconds since the recorder was switched on',
];

/** A stored chart, which is in English, with its words in another language. Places stay, since Chinese is narrower. */
export function chartIn(language: Language, svg: string): string {
  if (language.tag === 'en') return svg;
  return svg.replace(
    /(<(text|title|desc)(?: [^<>]*)?>)([^<]*)/g,
    (_, tag: string, name: string, text: string) =>
      tag + textIn(text, (said) => (name === 'text' ? wordIn(language, said) : describedIn(language, said))),
  );
}

/** Sentence by sentence, since names of signals begin some in any way. */
export function describedIn({ tag, ofArgus }: Language, description: string): string {
  if (tag === 'en') return description;
  return description
    .split(/(?<=\.) /)
    .map(ofArgus)
    .join(' ')
    .replaceAll('。 ', '。');
}

function wordIn(language: Language, text: string): string {
  const { t } = language;
  const word = words.find((each) => each === text);
  if (word !== undefined) return t(word);
  const [, axis, from = '', to] =
    /^(UTC, ([\d-]+)(?: to ([\d-]+))?)(?:; \/\/ leaves out a time without recordings)?$/.exec(text) ?? [];
  if (axis === undefined) return text;
  const named = to === undefined ? t('UTC, {date}', { date: from }) : t('UTC, {from} to {to}', { from, to });
  return axis === text ? named : t('{axis}; // leaves out a time without recordings', { axis: named });
}
