import type { Place } from '../../../summary/occurrence.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';

/** With the time in halves too: 2^32 nanoseconds, and the rest. */
export interface ApolloPlace extends Place {
  high: number;
  low: number;
  offset: number;
}

/** Reads one message of a channel, `bytes` from `at` to `end`; false if it does not fit the definition. */
export type ApolloInterpreter = (
  bytes: Uint8Array,
  at: number,
  end: number,
  place: ApolloPlace,
  findings: IdentifyingFindings,
) => boolean;
