import { isTimeName } from '../tables/time-units.ts';

/** Channels of the events of MDF, behind the path of their source; in a table of other channels too, rows are no frames. */
export const eventName = /^(?:.*\.)?CAN_(?:DataFrame|RemoteFrame)\./;
const remoteName = /^(?:.*\.)?CAN_RemoteFrame\./;

export function areOfEvent(names: readonly string[]): boolean {
  const of = names.filter((name) => eventName.test(name));
  const remote = of.filter((name) => remoteName.test(name)).length;
  // Of one event: rows of several on one base of times repeat them.
  const isOne = remote === 0 || remote === of.length;
  return of.length > 0 && isOne && names.every((name) => eventName.test(name) || isTimeName(name));
}

/** Who writes the members of the event as columns: asammdf, or CSS Electronics for frames of that bus. */
type EventTable = 'asammdf' | 'asammdf remote' | 'CAN' | 'LIN';

/** `CSV_CAN_Exporter.cpp` and `CSV_LIN_Exporter.cpp` of CSS Electronics' mdf2csv, and its package mdf-iter. */
const members = ['buschannel', 'id', 'datalength', 'dir', 'databytes'];

export function eventOf(names: readonly string[], plain: readonly string[]): EventTable | undefined {
  if (areOfEvent(names)) return names.some((name) => remoteName.test(name)) ? 'asammdf remote' : 'asammdf';
  if (!members.every((name) => plain.includes(name))) return undefined;
  return plain.includes('ide') ? 'CAN' : 'LIN';
}

/** What such a table says of its frames in other columns than others do. */
export function columnsOfEvent(event: EventTable | undefined, plain: readonly string[]) {
  const isAsammdf = isOfAsammdf(event);
  return {
    ...(isAsammdf && { length: plain.indexOf('datalength') }),
    ...(event && { sent: plain.indexOf('dir') }),
    dataIsPadded: isAsammdf,
    isLin: event === 'LIN',
    remoteIsBare: event === 'CAN',
    areRemote: event === 'asammdf remote',
  };
}

export function isOfAsammdf(event: EventTable | undefined): boolean {
  return event?.startsWith('asammdf') ?? false;
}

/**
 * `csv_int2hex` and `csv_bytearray2hex` of asammdf's window, and mdf2csv, write hexadecimal digits; `MDF.export` of asammdf and
 * mdf-iter write numbers, and arrays of them in brackets. Identifiers of remote frames are numbers in all of them.
 */
export function baseOfEvent(event: EventTable | undefined, data: readonly string[]): 10 | 16 | undefined {
  if (!event) return undefined;
  if (event === 'asammdf remote') return 10;
  return data.some((text) => text.startsWith('[')) ? 10 : 16;
}
