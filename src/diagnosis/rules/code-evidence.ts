import type { Evidence } from '../finding-schema.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { evidenceAt } from '../rule.ts';

/** Where a code was first and last seen. The count is given only if all occurrences are in one file. */
export function codeEvidence({ first, last, count, files }: CodeAggregate): Evidence[] {
  if (count === 1) return [evidenceAt(first, { count })];
  return [
    evidenceAt(first, { ...(files === 1 ? { count } : {}), detail: 'first seen' }),
    evidenceAt(last, { detail: 'last seen' }),
  ];
}
