/** GPS counts weeks from here, without leap seconds (IS-GPS-200). */
const gpsEpochMs = Date.UTC(1980, 0, 6);
const weekMs = 7 * 24 * 3600 * 1000;

/** GPS less UTC in seconds, from each date on (IERS Bulletin C); ArduPilot began in 2010. */
const leapSeconds: readonly [fromMs: number, seconds: number][] = [
  [Date.UTC(2017, 0, 1), 18],
  [Date.UTC(2015, 6, 1), 17],
  [Date.UTC(2012, 6, 1), 16],
  [Date.UTC(2009, 0, 1), 15],
];

const year2100 = Date.UTC(2100, 0, 1);

/** Milliseconds since 1970; undefined for a week from a receiver without a date. */
export function gpsToUnixMs(week: number, msOfWeek: number): number | undefined {
  if (!(msOfWeek >= 0 && msOfWeek < weekMs)) return undefined;
  const gpsMs = gpsEpochMs + week * weekMs + msOfWeek;
  const leap = leapSeconds.find(([from, seconds]) => gpsMs - seconds * 1000 >= from);
  const ms = leap && gpsMs - leap[1] * 1000;
  return ms !== undefined && ms < year2100 ? ms : undefined;
}
