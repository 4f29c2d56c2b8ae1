import type { Place } from '../../../summary/occurrence.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';

/** Reads one message of a channel, `bytes` from `at` to `end`; false if it does not fit the definition. */
export type ApolloInterpreter = (
  bytes: Uint8Array,
  at: number,
  end: number,
  place: Place,
  findings: IdentifyingFindings,
) => boolean;
