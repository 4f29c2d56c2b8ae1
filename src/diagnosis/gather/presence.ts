import type { Nanoseconds } from '../../recordings/summary/file-summary.ts';
import { finestExponent, maxSeriesBuckets } from '../../recordings/summary/series.ts';

/**
 * When something was seen, in buckets of 2^exponent milliseconds since 1970: runs from the first to the last bucket,
 * both included, with the number of sightings. In order of time, at most `maxSeriesBuckets`, no two sharing a bucket.
 */
export interface Presence {
  exponent: number;
  runs: [from: number, to: number, count: number][];
}

/**
 * Joins runs as they arrive; runs that share a bucket share it in every coarser grid too, so that the order does not
 * matter.
 */
export interface PresenceSum {
  add(start: Nanoseconds, end: Nanoseconds, count: number): void;
  absorb(other: PresenceSum): void;
  finish(): Presence;
}

type Run = Presence['runs'][number];

export function createPresence(): PresenceSum {
  let exponent = finestExponent;
  let runs: Run[] = [];

  function put(run: Run): void {
    let at = runs.length;
    while (at > 0 && (runs[at - 1] as Run)[0] > run[1]) at -= 1;
    const [from, to, count] = run;
    const joined: Run = [from, to, count];
    let first = at;
    while (first > 0 && (runs[first - 1] as Run)[1] >= joined[0]) {
      first -= 1;
      const other = runs[first] as Run;
      joined[0] = Math.min(joined[0], other[0]);
      joined[1] = Math.max(joined[1], other[1]);
      joined[2] += other[2];
    }
    runs.splice(first, at - first, joined);
  }

  function coarsen(to: number): void {
    if (to <= exponent) return;
    const factor = 2 ** (to - exponent);
    const finer = runs;
    runs = [];
    exponent = to;
    for (const [from, until, count] of finer)
      put([Math.floor(from / factor), Math.floor(until / factor), count]);
  }

  function keepBounded(): void {
    const first = runs[0]?.[0] ?? 0;
    const last = runs.at(-1)?.[1] ?? 0;
    let needed = exponent;
    const bucketsAt = (candidate: number) => {
      const factor = 2 ** (candidate - exponent);
      return Math.floor(last / factor) - Math.floor(first / factor) + 1;
    };
    while (bucketsAt(needed) > maxSeriesBuckets) needed += 1;
    coarsen(needed);
  }

  return {
    add(start, end, count) {
      const width = 2 ** exponent * 1e6;
      const from = Math.floor(Number(start) / width);
      put([from, Math.max(from, Math.floor(Number(end) / width)), count]);
      keepBounded();
    },
    absorb(other) {
      const { exponent: theirs, runs: added } = other.finish();
      coarsen(theirs);
      const factor = 2 ** (exponent - theirs);
      for (const [from, to, count] of added) {
        put([Math.floor(from / factor), Math.floor(to / factor), count]);
      }
      keepBounded();
    },
    finish: () => ({ exponent, runs: runs.map((run) => [...run]) }),
  };
}
