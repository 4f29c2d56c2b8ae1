import { dayNs, dayNumber } from '../text/days.ts';
import { columnsOfVersion, parseColumns } from './columns.ts';

/** The information that a line of the header contains; most lines contain none. */
export interface HeaderLine {
  columns?: string;
  /** Nanoseconds since 1970. */
  startNs?: bigint;
}

/** Days from 30 December 1899, where `$STARTTIME` counts from, to 1970. */
const daysTo1970 = 25_569n;

/** Reads a line that begins with a semicolon. */
export function readHeaderLine(line: string): HeaderLine {
  const field = /^;\s*\$([A-Z]+)=(.*)$/i.exec(line);
  // The example of version 1.2 ends the line with a semicolon.
  const value = (field?.[2] ?? '').replace(/[\s;]+$/, '').trim();
  switch (field?.[1]?.toUpperCase()) {
    case 'FILEVERSION': {
      const columns = columnsOfVersion(value);
      return columns ? { columns } : {};
    }
    case 'COLUMNS': {
      const columns = parseColumns(value);
      return columns ? { columns } : {};
    }
    case 'STARTTIME': {
      const startNs = parseDays(value);
      return startNs === undefined ? {} : { startNs };
    }
    default: {
      const startNs = parseStartComment(line);
      return startNs === undefined ? {} : { startNs };
    }
  }
}

/** `43008.920986006946`: days with a fraction, of the recorder's wall clock; undefined if it is before 1970. */
function parseDays(text: string): bigint | undefined {
  const match = /^(\d{5,6})(?:\.(\d{1,15})\d*)?$/.exec(text);
  if (!match) return undefined;
  const [, days = '', fraction = ''] = match;
  const part = (BigInt(fraction.padEnd(15, '0')) * dayNs) / 10n ** 15n;
  const ns = (BigInt(days) - daysTo1970) * dayNs + part;
  return ns < 0n ? undefined : ns;
}

/**
 * Version 1.0 has its start only in a comment: `Start time: 18.12.2021 14:28:07.062`; other countries' formats are
 * not read.
 */
function parseStartComment(line: string): bigint | undefined {
  const match =
    /^;\s*Start time:\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s+(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?/i.exec(
      line,
    );
  if (!match) return undefined;
  const [day, month, year, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const days = dayNumber(year, month, day);
  if (days === undefined || days < 0) return undefined;
  const ms = ((hour * 60 + minute) * 60 + second) * 1000 + Number((match[7] ?? '').padEnd(3, '0'));
  return BigInt(days) * dayNs + BigInt(ms) * 1_000_000n;
}
