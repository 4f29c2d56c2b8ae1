import { english, type Language } from '../language/language.ts';
import { publicRecordings, type RuleCounts } from './public-recordings.ts';

/** Labelled public recordings on which a rule fired, by whether it was right. */
export interface Proven {
  rightly: number;
  wrongly: number;
}

/** What real data says of a rule; null if it fired on none, so that it is proven on made faults only. */
export function provenOf(rule: string): Proven | null {
  const found = Object.values(publicRecordings).flatMap((rules) => {
    const counts = new Map<string, RuleCounts>(Object.entries(rules)).get(rule);
    return counts ? [counts] : [];
  });
  if (found.length === 0) return null;
  return {
    rightly: found.reduce((sum, [, , rightly]) => sum + rightly, 0),
    wrongly: found.reduce((sum, [, , , wrongly]) => sum + wrongly, 0),
  };
}

/** The same as text for people. */
export function provenSentence(proven: Proven | null, { t, count }: Language = english): string {
  if (!proven) return t('Proven on made faults only.');
  const { rightly, wrongly } = proven;
  return t('Right on {rightly} of {recordings} on which it fired.', {
    rightly,
    recordings: count(rightly + wrongly, 'public recording'),
  });
}
