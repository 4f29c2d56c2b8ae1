import type { Language } from '../../language/language.ts';
import type { Noun } from './document.ts';

/** `12 more topics`: what is not shown initially. */
export function moreOf(count: number, [one, many]: Noun, language: Language): string {
  return language.more(count, one, many);
}

/** Number of items that the report itself, or a form of it, leaves out. */
export function notListed(
  count: number,
  what: Noun,
  { t, more }: Language,
  done: 'listed' | 'printed' = 'listed',
): string {
  const verb = count === 1 ? 'is' : 'are';
  return t(`{more} ${verb} counted, but not ${done}.`, { more: more(count, ...what) });
}
