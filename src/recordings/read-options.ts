import type { ParseLimits } from './limits.ts';
import type { CanDatabase } from './meaning/dbc/can-database.ts';

export interface ReadOptions {
  limits: ParseLimits;
  signal?: AbortSignal | undefined;
  /** What CAN frames mean; where several define an identifier, the first holds. */
  databases?: readonly CanDatabase[] | undefined;
}
