import type { CanDatabase } from './dbc/can-database.ts';
import type { ParseLimits } from './limits.ts';

export interface ReadOptions {
  limits: ParseLimits;
  signal?: AbortSignal | undefined;
  /** What CAN frames mean; where several define an identifier, the first holds. */
  databases?: readonly CanDatabase[] | undefined;
}
