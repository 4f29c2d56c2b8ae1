import { plural } from '../../text/plural.ts';
import type { Noun } from './document.ts';

/** `12 more topics`: what is not shown at once. */
export function moreOf(count: number, [one, many]: Noun): string {
  return plural(count, `more ${one}`, `more ${many}`);
}

/** Of what the report itself leaves out, or a form of it does. */
export function notListed(count: number, what: Noun, done: 'listed' | 'printed' = 'listed'): string {
  return `${moreOf(count, what)} ${count === 1 ? 'is' : 'are'} counted, but not ${done}.`;
}
