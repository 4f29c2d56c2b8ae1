import type { ClockKind } from './file-summary.ts';

/** Two times further apart than this do not belong to one drive: one of them is from another clock. */
export const maxJumpMs = 24 * 3600 * 1000;

/** Times in further clusters belong to no segment. */
export const maxSegments = 16;

/** A run of times without a jump, in milliseconds of the file's clock. */
export interface Segment {
  index: number;
  minMs: number;
  maxMs: number;
}

/**
 * Separates the drive's own times from implausible ones (1970, far future, before the clock was set) without knowing
 * in advance which are which: times form clusters, and the plausible cluster with the most messages is the drive.
 */
export class Timeline {
  readonly segments: Segment[] = [];
  #last: Segment | undefined;

  /** The cluster of a time; undefined if there are too many clusters already. */
  locate(ms: number): Segment | undefined {
    const last = this.#last;
    if (last && reaches(last, ms)) return extend(last, ms);
    let found = this.segments.find((segment) => reaches(segment, ms));
    if (!found && this.segments.length < maxSegments && Number.isFinite(ms)) {
      found = { index: this.segments.length, minMs: ms, maxMs: ms };
      this.segments.push(found);
    }
    if (!found) return undefined;
    this.#last = found;
    return extend(found, ms);
  }

  /** The segments that make up the drive, given the number of messages in each; empty if no time is plausible. */
  main(counts: number[], clock: ClockKind | undefined): { segments: Set<number>; clock: ClockKind } {
    let best: { segments: Segment[]; count: number; clock: ClockKind } | undefined;
    for (const cluster of this.#clusters()) {
      const kind = clockOf(cluster, clock);
      const count = cluster.reduce((sum, { index }) => sum + (counts[index] ?? 0), 0);
      if (kind !== 'unknown' && count > (best?.count ?? 0)) best = { segments: cluster, count, clock: kind };
    }
    return {
      segments: new Set(best?.segments.map(({ index }) => index)),
      clock: best?.clock ?? clock ?? 'unknown',
    };
  }

  /** Merges segments that have grown together. */
  #clusters(): Segment[][] {
    const clusters: Segment[][] = [];
    for (const segment of this.segments.toSorted((a, b) => a.minMs - b.minMs)) {
      const cluster = clusters.at(-1);
      if (cluster && segment.minMs - Math.max(...cluster.map(({ maxMs }) => maxMs)) <= maxJumpMs) {
        cluster.push(segment);
      } else {
        clusters.push([segment]);
      }
    }
    return clusters;
  }
}

export function reaches(segment: Segment, ms: number): boolean {
  return ms >= segment.minMs - maxJumpMs && ms <= segment.maxMs + maxJumpMs;
}

export function extend(segment: Segment, ms: number): Segment {
  if (ms < segment.minMs) segment.minMs = ms;
  else if (ms > segment.maxMs) segment.maxMs = ms;
  return segment;
}

export const year2000 = Date.UTC(2000, 0, 1);
const year2100 = Date.UTC(2100, 0, 1);
/** No recorder runs longer than this without a restart. */
const longestUptimeMs = 400 * 24 * 3600 * 1000;

function clockOf(cluster: Segment[], required: ClockKind | undefined): ClockKind {
  const first = Math.min(...cluster.map(({ minMs }) => minMs));
  const last = Math.max(...cluster.map(({ maxMs }) => maxMs));
  const kind = kindOf(first, last);
  return required === undefined || required === kind ? kind : 'unknown';
}

function kindOf(firstMs: number, lastMs: number): ClockKind {
  if (firstMs >= year2000 && lastMs < year2100) return 'unix';
  return lastMs < longestUptimeMs ? 'boot' : 'unknown';
}
