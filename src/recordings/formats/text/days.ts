export const secondsPerDay = 86_400;
export const dayMs = secondsPerDay * 1000;
export const dayNs = BigInt(dayMs) * 1_000_000n;

/** Days from 1970 to a date; months count from 1. Undefined if there is no such date, as with 30 February. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? ms / dayMs : undefined;
}
