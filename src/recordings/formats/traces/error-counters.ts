import type { BusErrorKind } from '../../meaning/can/can-frame.ts';

/** ISO 11898-1: limits of the error counters. */
export function errorOfCounters(receive: number, transmit: number): BusErrorKind | undefined {
  const worst = Math.max(receive, transmit);
  if (worst >= 128) return 'error passive';
  return worst >= 96 ? 'error warning' : undefined;
}
