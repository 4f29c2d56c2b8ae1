import { isTimeName } from '../tables/time-units.ts';

/** Channels of the event of MDF, behind the path of their source; in a table of other channels too, rows are no frames. */
export const eventName = /^(?:.*\.)?CAN_DataFrame\./;

export function areOfEvent(names: readonly string[]): boolean {
  return (
    names.some((name) => eventName.test(name)) &&
    names.every((name) => eventName.test(name) || isTimeName(name))
  );
}

/** The bus of a table whose columns are members of the event: `CSV_CAN_Exporter.cpp` of CSS Electronics' mdf2csv, and its package mdf-iter. */
export function membersOf(plain: readonly string[]): 'CAN' | 'LIN' | undefined {
  if (!['buschannel', 'id', 'datalength', 'dir', 'databytes'].every((name) => plain.includes(name)))
    return undefined;
  return plain.includes('ide') ? 'CAN' : 'LIN';
}

/**
 * `csv_int2hex` and `csv_bytearray2hex` of asammdf's window, and mdf2csv, write hexadecimal digits; `MDF.export` of asammdf and
 * mdf-iter write numbers, and arrays of them in brackets.
 */
export function baseOfEvent(isOfEvent: boolean, data: readonly string[]): 10 | 16 | undefined {
  if (!isOfEvent) return undefined;
  return data.some((text) => text.startsWith('[')) ? 10 : 16;
}
