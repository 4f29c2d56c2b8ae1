/**
 * How long a test waits for a condition, and how long it may take as a whole, in ms. They stop what hangs and say
 * nothing of speed: a machine that is also used by others was seen to take 15 times as long as usual for minutes
 * (a batch of one file: 2 s, then over 30 s).
 */
export const patienceMs = 240_000;
export const testMs = 900_000;
