import type { ColumnName } from './column-name.ts';

/** The time in two columns, as in `TimeColumn`. */
export interface SplitTime {
  index: number;
  rest: number;
  kind: { kind: 'split'; perSecond: number };
  understood: string;
  isAbsolute: boolean;
}

/** Whole seconds, and the parts of a second beside them: `header.stamp.sec` and `.nanosec`, `secs` and `nsecs`, `tv_sec` and `tv_usec`; `epochSecond` and `nanoOfSecond` of log4j 2 (`nano` of `java.time.Instant`). */
const wholeName = /^(.*?)(?:secs?|seconds?)$/i;
const parts: { name: RegExp; perSecond: number; what: string }[] = [
  {
    name: /^(.*?)(?:nsecs?|nanosecs?|nanoseconds?|nanos?|nanoOfSecond)$/i,
    perSecond: 1_000_000_000,
    what: 'nanoseconds',
  },
  { name: /^(.*?)(?:usecs?|microsecs?|microseconds?|micros)$/i, perSecond: 1_000_000, what: 'microseconds' },
  { name: /^(.*?)(?:msecs?|millisecs?|milliseconds?|millis)$/i, perSecond: 1_000, what: 'milliseconds' },
];

export function isPartOfTime(name: string): boolean {
  return [wholeName, ...parts.map((part) => part.name)].some((pattern) => pattern.test(name.trim()));
}

/** Fewer rows are damage. */
const leastShare = 0.8;

/** Times in two columns of the same name but for the unit, from the values of a few rows. */
export function splitSeconds(
  columns: readonly ColumnName[],
  rows: readonly (readonly string[])[],
): SplitTime[] {
  return columns.flatMap(({ name }, index) => {
    const [, stem] = wholeName.exec(name.trim()) ?? [];
    if (stem === undefined || /(?:nano|micro|milli|[num])$/i.test(stem)) return [];
    const stems = [stem, stem.replace(/epoch$/i, '')];
    for (const { name: pattern, perSecond, what } of parts) {
      const rest = columns.findIndex(({ name: other }) =>
        stems.includes(pattern.exec(other.trim())?.[1] ?? '-'),
      );
      if (rest < 0 || !areParts(rows, index, rest, perSecond)) continue;
      const isAbsolute =
        rows.filter((row) => isUnixSeconds(Number(row[index]))).length >= rows.length * leastShare;
      const since = isAbsolute ? 'since 1970' : 'since the start';
      const understood = `"${name}" and "${columns[rest]?.name}", seconds and ${what} ${since}`;
      return [{ index, rest, kind: { kind: 'split' as const, perSecond }, understood, isAbsolute }];
    }
    return [];
  });
}

function areParts(
  rows: readonly (readonly string[])[],
  whole: number,
  rest: number,
  perSecond: number,
): boolean {
  const fitting = rows.filter((row) => {
    const isWhole = /^\d{1,11}$/.test(row[whole]?.trim() ?? '');
    return isWhole && /^\d{1,9}$/.test(row[rest]?.trim() ?? '') && Number(row[rest]) < perSecond;
  });
  return rows.length > 0 && fitting.length >= rows.length * leastShare;
}

/** Of the years 2000 to 2100. */
export function isUnixSeconds(seconds: number): boolean {
  return seconds >= 946_684_800 && seconds < 4_102_444_800;
}
