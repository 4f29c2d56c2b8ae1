import type { ClockKind } from '../../summary/file-summary.ts';

/** 400 days: no controller runs longer without a restart. */
const longestUptimeUs = 400 * 24 * 3600 * 1e6;

const year2000Us = Date.UTC(2000, 0, 1) * 1000;
const year2100Us = Date.UTC(2100, 0, 1) * 1000;

/**
 * The time in a file's header, in microseconds. It counts from the system's start; a simulation in lockstep with its
 * simulator counts from 1970 instead (PX4 SITL, "Lockstep"). Any other time is damaged, and becomes 0: data from
 * before it is counted at this time, so that a late one would hide all others.
 */
export function startOf(headerUs: number): { us: number; clock: ClockKind | undefined } {
  if (headerUs < longestUptimeUs) return { us: headerUs, clock: 'boot' };
  const isDate = headerUs >= year2000Us && headerUs < year2100Us;
  return isDate ? { us: headerUs, clock: undefined } : { us: 0, clock: 'boot' };
}
