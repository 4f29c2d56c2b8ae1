import type { ClockKind } from '../../recordings/summary/file-summary.ts';
import type { Aggregate } from '../aggregate.ts';
import { recordingKey } from '../recording-key.ts';

/** When something began: not before `from_ns`, not after `to_ns`, on the clock of a recording. */
export interface Onset {
  /** Its key. */
  recording: string;
  clock: ClockKind;
  from_ns: bigint;
  to_ns: bigint;
}

/** The time from one onset to another in seconds: at least and at most. */
export interface Delay {
  least: number;
  most: number;
}

/**
 * How far two clocks that count from 1970 may be apart if nothing in the recordings tells: loggers that take their
 * time from GPS or a network are closer than a second, each.
 */
const unmeasuredSeconds = 2;

interface Place {
  /** The files that have been measured against each other, by one of them. */
  group: string;
  /** How far its clock is ahead of that of the group's first file. */
  ahead_s: number;
  error_s: number;
  /** Whether it counts from 1970, so that it can be compared with clocks outside of the group. */
  common: boolean;
}

/** How far a clock is ahead of the true time: at least and at most. */
interface Ahead {
  least: number;
  most: number;
}

/** Compares times of different files, as far as their clocks allow. */
export interface Clocks {
  /** Undefined if nothing is known about how the two clocks differ. */
  delay(from: Onset, to: Onset): Delay | undefined;
}

export function createClocks({ clock_offsets }: Pick<Aggregate, 'clock_offsets'>): Clocks {
  const places = placesOf(clock_offsets);
  const groups = Map.groupBy(places.values(), ({ group }) => group);
  const aheadOf = ({ recording, clock }: Onset): Ahead | undefined => {
    const place = places.get(recording);
    if (!place) return clock === 'unix' ? { least: 0, most: 0 } : undefined;
    // Whose clock is right is unknown: that of any file of the group may be.
    const ahead = (groups.get(place.group) ?? [])
      .filter(({ common }) => common)
      .map(({ ahead_s }) => place.ahead_s - ahead_s);
    return ahead.length === 0 ? undefined : { least: Math.min(...ahead), most: Math.max(...ahead) };
  };
  return {
    delay(from, to) {
      const least = secondsFrom(from.to_ns, to.from_ns);
      const most = secondsFrom(from.from_ns, to.to_ns);
      if (from.recording === to.recording) return { least, most };
      const a = places.get(from.recording);
      const b = places.get(to.recording);
      if (a && b && a.group === b.group) {
        const ahead = b.ahead_s - a.ahead_s;
        const error = a.error_s + b.error_s;
        return { least: least - ahead - error, most: most - ahead + error };
      }
      const early = aheadOf(from);
      const late = aheadOf(to);
      if (!early || !late) return undefined;
      return {
        least: least - late.most + early.least - unmeasuredSeconds,
        most: most - late.least + early.most + unmeasuredSeconds,
      };
    },
  };
}

/** How far each clock is ahead of that of the first file of its group, along chains of measured offsets. */
function placesOf(offsets: Aggregate['clock_offsets']): Map<string, Place> {
  const places = new Map<string, Place>();
  const measured = offsets.flatMap(({ reference, other, offset_s, error_s }) => [
    { from: recordingKey(reference), to: recordingKey(other), ahead_s: offset_s, error_s },
    { from: recordingKey(other), to: recordingKey(reference), ahead_s: -offset_s, error_s },
  ]);
  const from = Map.groupBy(measured, (one) => one.from);
  const ownClocks = new Set(
    offsets.flatMap(({ other }) => (other.clock === 'unix' ? [] : [recordingKey(other)])),
  );
  for (const start of from.keys()) {
    if (places.has(start)) continue;
    places.set(start, { group: start, ahead_s: 0, error_s: 0, common: !ownClocks.has(start) });
    const reached = [start];
    for (const file of reached) {
      const at = places.get(file) as Place;
      for (const { to, ahead_s, error_s } of from.get(file) ?? []) {
        if (places.has(to)) continue;
        places.set(to, {
          group: start,
          ahead_s: at.ahead_s + ahead_s,
          error_s: at.error_s + error_s,
          common: !ownClocks.has(to),
        });
        reached.push(to);
      }
    }
  }
  return places;
}

function secondsFrom(start: bigint, end: bigint): number {
  return Number(end - start) / 1e9;
}
