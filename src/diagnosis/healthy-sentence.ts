import { plural } from '../domain/plural.ts';
import { shortenAtWord } from '../text/plain-text.ts';
import type { Aggregate } from './aggregate.ts';

/** As many names as fit into a sentence, and their length. */
const named = { topics: 3, length: 60 };

/**
 * The verdict on recordings without a fault, `looked` being how many and how long. What was there and could not be judged
 * is named before it is said that there is no fault, and where nothing was judged that is not said.
 */
export function healthySentence(looked: string, { topics, codes, metrics, logs }: Aggregate): string {
  const silent = topics.filter(({ heard }) => !heard);
  if (silent.length === 0) return `No fault found in ${looked}.`;
  const names = silent.slice(0, named.topics).map(({ name }) => shortenAtWord(name, named.length));
  const more = silent.length - names.length;
  const list = more > 0 ? `${names.join(', ')} and ${plural(more, 'more topic')}` : names.join(', ');
  const nothing = silent.length === topics.length && codes.length + metrics.length + logs.length === 0;
  return nothing
    ? `Nothing judged beyond the timing of ${list}, which is all there is in ${looked}.`
    : `Not judged beyond its timing: ${list}. No fault found in ${looked}.`;
}
