/**
 * The shortest time between two frames of one bus in microseconds: 47 bits (ISO 11898-1, a base frame without data and
 * the intermission) at 1 Mbit/s.
 */
const shortestFrameUs = 47;
/** Frames that a bus of 1 Mbit/s carries in a millisecond; more with the same number are of a coarser unit. */
const framesPerMs = 21;
/** With fewer rows their distances say nothing. */
const leastRows = 20;

/** The year 2100; microseconds since 1970 are far beyond it when it is taken for milliseconds. */
const latestMs = 4_102_444_800_000;

/**
 * Whether the times of a table of frames, which are whole numbers, can only be milliseconds: closer to each other than
 * frames on a bus are in microseconds, and fewer at a time than there are in a second.
 */
export function areMilliseconds(times: readonly number[]): boolean {
  if (times.length < leastRows || !times.every((time) => Number.isInteger(time) && time < latestMs))
    return false;
  const steps = times.slice(1).map((time, index) => Math.abs(time - (times[index] as number)));
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] as number;
  return middle < shortestFrameUs && mostAtOnce(times) <= framesPerMs;
}

/** The greatest number of rows in a row with the same time. */
function mostAtOnce(times: readonly number[]): number {
  let most = 0;
  let count = 0;
  for (const [index, time] of times.entries()) {
    count = time === times[index - 1] ? count + 1 : 1;
    most = Math.max(most, count);
  }
  return most;
}
