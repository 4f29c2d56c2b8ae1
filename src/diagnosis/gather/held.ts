import type { MetricSummary } from '../../recordings/summary/file-summary.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { earlierSighting, type Sighting, sightingIn } from './sighting.ts';

/** The levels that a metric kept to for so long in any file; see `HeldLevel`. */
export interface Held {
  seconds: number;
  high_milli: number;
  high_at: Sighting;
  low_milli: number;
  low_at: Sighting;
}

export function heldIn(file: SummarisedFile, { held = [], max_at, min_at }: MetricSummary): Held[] {
  return held.map(([seconds, high_milli, highAt, low_milli, lowAt]) => ({
    seconds,
    high_milli,
    high_at: sightingIn(file, { time_ns: highAt, topic: max_at.topic }),
    low_milli,
    low_at: sightingIn(file, { time_ns: lowAt, topic: min_at.topic }),
  }));
}

/** The more extreme of both, whatever else is in the batch. */
export function mergeHeld(a: readonly Held[], b: readonly Held[]): Held[] {
  const merged = new Map(a.map((held) => [held.seconds, held]));
  for (const held of b) {
    const present = merged.get(held.seconds);
    merged.set(held.seconds, present ? worse(present, held) : held);
  }
  return [...merged.values()].sort((one, other) => one.seconds - other.seconds);
}

function worse(a: Held, b: Held): Held {
  const high = chosen(a.high_milli - b.high_milli, a.high_at, b.high_at);
  const low = chosen(b.low_milli - a.low_milli, a.low_at, b.low_at);
  return {
    seconds: a.seconds,
    high_milli: Math.max(a.high_milli, b.high_milli),
    high_at: high,
    low_milli: Math.min(a.low_milli, b.low_milli),
    low_at: low,
  };
}

/** `lead`: how much further `a` goes than `b`. */
function chosen(lead: number, a: Sighting, b: Sighting): Sighting {
  if (lead === 0) return earlierSighting(a, b);
  return lead > 0 ? a : b;
}
