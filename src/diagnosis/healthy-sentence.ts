import { plural } from '../domain/plural.ts';
import { shortenAtWord } from '../text/plain-text.ts';
import type { Aggregate } from './aggregate.ts';

/** As many names as fit into a sentence, and their length. */
const named = { count: 3, length: 60 };

/** What can be said of recordings without a fault. */
export interface Healthy {
  sentence: string;
  /** False if no file could be read, so that nothing is known of the vehicle. */
  judged: boolean;
}

/**
 * The verdict on recordings without a fault, `looked` being how many and how long. What was there and could not be read or judged
 * is named before it is said that there is no fault, and where nothing was judged that is not said.
 */
export function healthy(looked: string, { topics, codes, metrics, logs, files, totals }: Aggregate): Healthy {
  const unread = files.filter(({ state }) => state === 'failed').map(({ name }) => name);
  const list = unread.length > 0 ? listOf(unread, Math.max(unread.length, totals.failed), 'more file') : '';
  if (list !== '' && totals.parsed === 0)
    return { sentence: `Nothing could be judged: ${list} could not be read.`, judged: false };
  const notRead = list === '' ? '' : `Could not be read: ${list}. `;
  const silent = topics.filter(({ heard }) => !heard).map(({ name }) => name);
  if (silent.length === 0) return { sentence: `${notRead}No fault found in ${looked}.`, judged: true };
  const names = listOf(silent, silent.length, 'more topic');
  const nothing = silent.length === topics.length && codes.length + metrics.length + logs.length === 0;
  return {
    sentence: nothing
      ? `${notRead}Nothing judged beyond the timing of ${names}, which is all there is in ${looked}.`
      : `${notRead}Not judged beyond its timing: ${names}. No fault found in ${looked}.`,
    judged: true,
  };
}

function listOf(all: readonly string[], count: number, others: string): string {
  const names = all.slice(0, named.count).map((name) => shortenAtWord(name, named.length));
  const more = count - names.length;
  return more > 0 ? `${names.join(', ')} and ${plural(more, others)}` : names.join(', ');
}
