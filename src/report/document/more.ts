import { plural } from '../../domain/plural.ts';
import type { Noun } from './document.ts';

/** `12 more topics`: what is not shown initially. */
export function moreOf(count: number, [one, many]: Noun): string {
  return plural(count, `more ${one}`, `more ${many}`);
}

/** Number of items that the report itself, or a form of it, leaves out. */
export function notListed(count: number, what: Noun, done: 'listed' | 'printed' = 'listed'): string {
  return `${moreOf(count, what)} ${count === 1 ? 'is' : 'are'} counted, but not ${done}.`;
}
