import type { ParseLimits } from './limits.ts';

export interface ReadOptions {
  limits: ParseLimits;
  signal?: AbortSignal | undefined;
}
