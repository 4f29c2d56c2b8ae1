import { type ScaleLinear, scaleLinear } from 'd3-scale';

/** In seconds. */
export interface Stretch {
  start: number;
  end: number;
}

/** A hole is left out if it is this many times as long as everything that was recorded: beside it, that would be a dot. */
const leftOutRatio = 4;
/** Recordings are taken for at least this long, in seconds, so that holes between moments are no holes of months. */
const leastRecorded = 60;
/** Pixels of a hole that is left out, and of the shortest piece. */
const breakWidth = 24;
const leastWidth = 12;

/**
 * Parts an axis of time into the pieces between the holes that are left out of it; one piece if there is none.
 * @param recorded In any order; they may overlap.
 */
export function piecesOfTime(whole: Stretch, recorded: readonly Stretch[]): Stretch[] {
  const stretches = merged(recorded);
  const total = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  const longest = leftOutRatio * Math.max(total, leastRecorded);
  const pieces = merged(stretches, longest);
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last || first === last) return [whole];
  first.start = Math.min(first.start, whole.start);
  last.end = Math.max(last.end, whole.end);
  return pieces;
}

export interface PlacedPieces {
  x: ScaleLinear<number, number>;
  /** Where each piece is, in pixels. */
  pieces: { start: number; end: number }[];
}

/** Each piece by its length, with a break of equal width after each but the last. */
export function placePieces(pieces: readonly Stretch[], left: number, right: number): PlacedPieces {
  const breaks = pieces.length - 1;
  const between = Math.min(breakWidth, (right - left) / (2 * breaks || 1));
  const room = right - left - breaks * between;
  const least = Math.min(leastWidth, room / (2 * pieces.length));
  // A single moment needs some width, otherwise nothing could be drawn.
  const lengths = pieces.map(({ start, end }) => Math.max(end - start, 1));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  let at = left;
  const placed = lengths.map((length) => {
    const start = at;
    const end = start + least + ((room - pieces.length * least) * length) / all;
    at = end + between;
    return { start, end };
  });
  const x = scaleLinear()
    .domain(pieces.flatMap(({ start }, i) => [start, start + (lengths[i] ?? 1)]))
    .range(placed.flatMap(({ start, end }) => [start, end]));
  return { x, pieces: placed };
}

/** In order of time; those with at most `hole` seconds between them are one. */
function merged(stretches: readonly Stretch[], hole = 0): Stretch[] {
  const result: Stretch[] = [];
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start - last.end <= hole) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
