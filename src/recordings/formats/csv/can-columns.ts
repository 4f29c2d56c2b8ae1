import type { ColumnName } from '../tables/column-name.ts';
import type { TimeUnit } from '../tables/time-units.ts';
import { dataBytes } from './can-data.ts';
import { areOfEvent, baseOfEvent, columnsOfEvent, eventName, eventOf, isOfAsammdf } from './event-columns.ts';
import { statesLength } from './stated-length.ts';

/** The columns of a table of CAN frames; -1 for those that it does not have. */
export interface CanColumns {
  id: number;
  idBase: 10 | 16;
  /** Columns of single bytes, in their order; empty if `data` has them all. */
  bytes: number[];
  /** Whether they are the last columns of the table, in order, so that a row may go on with more of them. */
  bytesAreLast: boolean;
  data: number;
  dataIsBase64: boolean;
  /** Whether `data` is as long as the longest frame, so that `length` says what belongs to it. */
  dataIsPadded: boolean;
  /** Whether `data` is a number of 64 bits whose last byte is sent first, and flags are letters: E with 29 bits, R remote. */
  isTritium: boolean;
  length: number;
  /** Whether `length` says how many bytes are in `data`, so that fewer of them are not the frame. */
  statesLength: boolean;
  extended: number;
  remote: number;
  error: number;
  fd: number;
  bitRateSwitch: number;
  errorState: number;
  direction: number;
  /** Whether the recorder sent it. */
  sent: number;
  /** `Std` or `Ext`. */
  format: number;
  bus: number;
  /** Kinds of messages in words: `Error`, `RTR`, `FD`. */
  type: number;
  /** Whether `type` has the flags of Kvaser's CANlib as a number, and `length` is a data length code. */
  isKvaser: boolean;
  dataBase: 10 | 16;
  /** Whether rows are frames of LIN. */
  isLin: boolean;
  /** Whether a frame with a length but without data is a remote frame. */
  remoteIsBare: boolean;
  /** Whether all rows are remote frames, which have no data. */
  areRemote: boolean;
  /** The program that writes such tables, and the unit of its times. */
  writer: string;
  timeUnit?: TimeUnit;
}

/** The beginning of a table: what is above the heading, the heading, and the first rows. */
interface TableHead {
  preamble: string;
  headings: readonly ColumnName[];
  sample: readonly (readonly string[])[];
}

const roles = {
  id: /^(?:id|canid|arbitrationid|arbid|messageid|msgid|identifier|frameid|canidentifier)(?:hex|dec)?$/,
  data: /^(?:data|databytes?|datahex|payload|payloadhex|candata|databyteshex)$/,
  length: /^(?:len|length|dlc|dl|datalength|datalen|datalengthcode|payloadlength|numbytes)$/,
  extended: /^(?:extended|ext|ide|isextended|isextendedid|extendedid|xtd)$/,
  remote: /^(?:remote|rtr|isremote|isremoteframe)$/,
  error: /^(?:error|er|iserror|iserrorframe|errorframe)$/,
  fd: /^(?:fd|isfd|edl|fdf|canfd)$/,
  bitRateSwitch: /^(?:brs|bitrateswitch)$/,
  errorState: /^(?:esi|errorstateindicator)$/,
  direction: /^(?:dir|direction|rxtx|txrx)$/,
  sent: /^(?:tx|istx|sent|transmitted)$/,
  format: /^(?:format|idformat|frameformat)$/,
  bus: /^(?:bus|channel|chn|ch|busid|buschannel|canchannel|interface|busnumber|network)$/,
  type: /^(?:type|msgtype|messagetype|frametype|flags|kind)$/,
} as const;
/** Whether headings are those of frames, whatever their rows are. */
export function hasFrameColumns(headings: readonly string[]): boolean {
  const plain = plainHeadings(headings);
  const has = (name: keyof typeof roles) => plain.some((heading) => roles[name].test(heading));
  return (
    has('id') &&
    (has('data') || byteColumns(plain).length > 0 || areOfEvent(headings)) &&
    (has('length') || has('extended'))
  );
}

function plainHeadings(names: readonly string[]): string[] {
  const ofEvent = areOfEvent(names);
  return names.map((name) =>
    (ofEvent ? name.replace(eventName, '') : name).toLowerCase().replace(/[^a-z0-9]/g, ''),
  );
}

const byteName = /^(?:d|b|db|data|byte|databyte)(\d{1,2})$/;

const pythonCanNames = ['timestamp', 'extended', 'remote', 'error', 'dlc', 'data'];

/**
 * The columns of a table of CAN frames (SavvyCAN, python-can, PEAK and others of the same columns); undefined if it is
 * another table. A sentence part if frames are there, but identifiers may be read in two ways.
 */
export function findCanColumns({
  headings,
  sample: rows,
  preamble,
}: TableHead): CanColumns | string | undefined {
  const names = headings.map(({ name }) => name);
  const plain = plainHeadings(names);
  const event = eventOf(names, plain);
  const isAsammdf = isOfAsammdf(event);
  const sample = framesAmong(rows, names, isAsammdf);
  const isCabana = plain.join() === 'time,addr,bus,data';
  const find = (name: keyof typeof roles) => plain.findIndex((heading) => roles[name].test(heading));
  const id = isCabana ? 1 : find('id');
  const bytes = byteColumns(plain);
  const data = find('data');
  const special = columnsOfEvent(event, plain);
  if (id < 0 || (data < 0 && bytes.length === 0 && !special.areRemote)) return undefined;
  // Others have its name of the identifier alone, and their data are hexadecimal.
  const isPythonCan = plain[id] === 'arbitrationid' && pythonCanNames.every((name) => plain.includes(name));
  const isTritium = plain[0] === 'recvtime' && plain[1] === 'packetnum';
  const dataIsBase64 = isPythonCan;
  const kvaser = kvaserBases(preamble);
  // Kvaser leaves the identifier of an error frame empty.
  const ids = sample.map((row) => row[id] ?? '').filter((text) => !kvaser || text !== '');
  const filled = data < 0 ? [] : sample.map((row) => row[data] ?? '');
  // Spreadsheets turn `2e6` into `2.00E+06`: such rows cannot be read, but the others can.
  const spoilt = ids.filter((text) => !/^(?:(?:0x){0,2}[\da-f]{1,8}h?|\d{9,10})$/i.test(text.trim()));
  if (!spoilt.every((text) => /^\d\.\d\dE\+\d\d$/.test(text)) || spoilt.length * 10 > ids.length)
    return undefined;
  if (!filled.every((text) => dataBytes(text, dataIsBase64, new Uint8Array(64)) >= 0)) return undefined;
  const isSavvyCan =
    plain[0] === 'timestamp' && plain[id] === 'id' && bytes.length > 0 && find('extended') >= 0;
  const isVehicleSpy = plain[0] === 'line' && plain[id] === 'arbid';
  const idBase =
    kvaser?.id ??
    baseOfEvent(event, filled) ??
    baseOf(headings[id] as ColumnName, ids, isSavvyCan || isPythonCan || isVehicleSpy) ??
    (isCabana ? 10 : undefined);
  if (idBase === undefined) {
    return `of CAN frames whose identifiers may be decimal or hexadecimal: name their column "ID (hex)" or "ID (dec)" and upload the table again`;
  }
  const others = Object.fromEntries(
    (
      [
        'length',
        'extended',
        'remote',
        'error',
        'fd',
        'bitRateSwitch',
        'errorState',
        'direction',
        'sent',
        'format',
        'bus',
        'type',
      ] as const
    ).map((name) => [name, find(name)]),
  ) as Pick<CanColumns, 'length' | 'direction'>;
  return {
    ...(others as Omit<CanColumns, 'id'>),
    ...special,
    id,
    idBase,
    bytes,
    bytesAreLast: bytes.at(-1) === headings.length - 1 && bytes.at(0) === headings.length - bytes.length,
    data,
    dataIsBase64,
    statesLength: statesLength(sample, names, { length: others.length, data, isBase64: dataIsBase64 }),
    isTritium,
    isKvaser: kvaser !== undefined,
    dataBase: kvaser?.data ?? 16,
    writer: writerOf({
      SavvyCAN: isSavvyCan,
      'python-can': isPythonCan,
      asammdf: isAsammdf,
      'Vehicle Spy': isVehicleSpy,
      "Kvaser's converters": kvaser !== undefined,
      Cabana: isCabana,
      "CSS Electronics' converters": event !== undefined && !isAsammdf,
      'the bridge of Tritium and Prohelion': isTritium,
    }),
    ...(isSavvyCan && { timeUnit: 'us' as const }),
  };
}

/** Vehicle Spy writes a heading for each kind of bus; an array of asammdf may go on behind the first bytes. */
function framesAmong(
  rows: readonly (readonly string[])[],
  names: readonly string[],
  isWhole: boolean,
): (readonly string[])[] {
  return rows.filter((row) => row[0] !== names[0] && (!isWhole || row.length === names.length));
}

function writerOf(writers: Record<string, boolean>): string {
  const [name] = Object.entries(writers).find(([, isWriter]) => isWriter) ?? [];
  if (name === undefined) return 'CAN frames';
  return `CAN frames as ${name} ${name.endsWith('s') ? 'write' : 'writes'} them`;
}

/** `KvaLogWriter_CsvFrame.cpp`: above the heading stands how numbers are written. */
function kvaserBases(preamble: string): { id: 10 | 16; data: 10 | 16 } | undefined {
  const said = (what: string) =>
    new RegExp(`^Format of ${what} field.(HEX|DEC)\\s*$`, 'm').exec(preamble)?.[1];
  const [id, data] = [said('id'), said('data')];
  return id && data ? { id: id === 'HEX' ? 16 : 10, data: data === 'HEX' ? 16 : 10 } : undefined;
}

/** `D1` to `D8` or `b7` to `b0`: in the order of their numbers, which begin with 0 or 1 and have no gap. */
function byteColumns(plain: readonly string[]): number[] {
  const found = plain
    .map((heading, index) => ({ index, number: Number(byteName.exec(heading)?.[1] ?? -1) }))
    .filter(({ number }) => number >= 0)
    .sort((a, b) => a.number - b.number);
  const first = found[0]?.number ?? -1;
  const isRow = first >= 0 && first <= 1 && found.every(({ number }, at) => number === first + at);
  return isRow && found.length <= 64 ? found.map(({ index }) => index) : [];
}

function baseOf(heading: ColumnName, ids: readonly string[], isHex: boolean): 10 | 16 | undefined {
  const said = `${heading.name} ${heading.unit}`.toLowerCase();
  if (isHex || /hex/.test(said)) return 16;
  if (/dec/.test(said)) return 10;
  const isWritten = ids.some((id) => /^0x|h$/i.test(id) || /[a-f]/i.test(id));
  // Identifiers are padded with zeros to 3 or 8 hexadecimal digits, never to decimal ones.
  const isPadded =
    ids.length > 0 &&
    ids.every((id) => /^(?:.{3}|.{4}|.{8})$/.test(id)) &&
    ids.some((id) => id.startsWith('0'));
  if (isWritten || isPadded) return 16;
  // A decimal number beyond 29 bits of hexadecimal digits.
  return ids.some((id) => Number.parseInt(id, 16) > 0x1fff_ffff) ? 10 : undefined;
}
