import type { Label } from '../language/language.ts';
/** What a finding is based on, the most certain first. */
export const findingBases = ['reported', 'measured', 'inferred'] as const;
export type FindingBasis = (typeof findingBases)[number];

/** The same as text for people. */
export const basisSentences: Record<FindingBasis, Label> = {
  reported: 'The vehicle itself reports it.',
  measured: 'Measured in the recording.',
  inferred: 'Concluded from a pattern; there may be another reason for it.',
};
