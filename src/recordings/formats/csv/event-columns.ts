import { isTimeName } from '../tables/time-units.ts';

/** Channels of the event of MDF, behind the path of their source; in a table of other channels too, rows are no frames. */
export const eventName = /^(?:.*\.)?CAN_DataFrame\./;

export function areOfEvent(names: readonly string[]): boolean {
  return (
    names.some((name) => eventName.test(name)) &&
    names.every((name) => eventName.test(name) || isTimeName(name))
  );
}

/** Who writes the members of the event as columns: asammdf, or CSS Electronics for frames of that bus. */
type EventTable = 'asammdf' | 'CAN' | 'LIN';

/** `CSV_CAN_Exporter.cpp` and `CSV_LIN_Exporter.cpp` of CSS Electronics' mdf2csv, and its package mdf-iter. */
const members = ['buschannel', 'id', 'datalength', 'dir', 'databytes'];

export function eventOf(names: readonly string[], plain: readonly string[]): EventTable | undefined {
  if (areOfEvent(names)) return 'asammdf';
  if (!members.every((name) => plain.includes(name))) return undefined;
  return plain.includes('ide') ? 'CAN' : 'LIN';
}

/** What such a table says of its frames in other columns than others do. */
export function columnsOfEvent(event: EventTable | undefined, plain: readonly string[]) {
  const isAsammdf = event === 'asammdf';
  return {
    ...(isAsammdf && { length: plain.indexOf('datalength') }),
    ...(event && { sent: plain.indexOf('dir') }),
    dataIsPadded: isAsammdf,
    isLin: event === 'LIN',
    remoteIsBare: event === 'CAN',
  };
}

/**
 * `csv_int2hex` and `csv_bytearray2hex` of asammdf's window, and mdf2csv, write hexadecimal digits; `MDF.export` of asammdf and
 * mdf-iter write numbers, and arrays of them in brackets.
 */
export function baseOfEvent(event: EventTable | undefined, data: readonly string[]): 10 | 16 | undefined {
  if (!event) return undefined;
  return data.some((text) => text.startsWith('[')) ? 10 : 16;
}
