import type { Tokens } from '../text/tokens.ts';

export type Direction = 'Rx' | 'Tx' | 'TxRq';

/** The direction that a word names; undefined if it names none. `TxRq` is a request that has not been sent yet. */
export function directionOf(tokens: Tokens): Direction | undefined {
  if (tokens.is('Rx')) return 'Rx';
  if (tokens.is('Tx')) return 'Tx';
  return tokens.is('TxRq') ? 'TxRq' : undefined;
}
