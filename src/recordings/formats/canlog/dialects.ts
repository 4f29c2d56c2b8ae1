import { ascii } from '../text/ascii.ts';
import { BusmasterParser } from './busmaster.ts';
import { CrtdParser } from './crtd.ts';
import { CssLoggerParser } from './css-logger.ts';
import { type Dialect, noHeading } from './dialect.ts';
import { EcomParser, ecomLine } from './ecom.ts';
import { Elm327Parser, elm327Line } from './elm327.ts';
import { garmin } from './garmin.ts';
import { CanKingParser, canKingBase, MemoratorParser, plainBase, plainLine } from './kvaser.ts';
import { KvaserCsvParser, kvaserCsvLine } from './kvaser-csv.ts';
import { nmea2000Dialects } from './nmea2000.ts';
import { PythonCanParser, printedMessage } from './python-can.ts';
import { SlcanParser } from './slcan.ts';
import { smallLoggers } from './small-loggers.ts';
import { TableParser } from './tables.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `;  Start Time : Tue, Nov 17, 2015 :: 11:19:59`. */
function canLoggerStart(heading: string): number | undefined {
  const [, month = '', day, year, ...time] =
    /Start Time : \w{3}, (\w{3}) (\d{1,2}), (\d{4}) :: (\d{1,2}):(\d{1,2}):(\d{1,2})/.exec(heading) ?? [];
  const [hour = 0, minute = 0, second = 0] = time.map(Number);
  const at = months.indexOf(month);
  return at < 0 ? undefined : Date.UTC(Number(year), at, Number(day), hour, minute, second);
}

/** Columns of the trace of CAR BUS Analyzer; bit 2 of the flags marks a frame of CAN. */
const carbus = (version: number) =>
  new TableParser({
    columns: [
      version < 3 ? 'seconds and ms' : 'seconds and us',
      'channel',
      'passed over',
      'id',
      'length',
      'data',
      'rest',
    ],
    heading: /^[@#]/,
    otherKind: (text) => {
      const flags = /^\S+\s+\d+\s+([\dA-F]{4,8})\s/i.exec(text)?.[1];
      return flags !== undefined && (Number.parseInt(flags, 16) & 4) === 0 ? `flags ${flags}` : undefined;
    },
  });

/** The first that recognises a file reads it. */
export const dialects: readonly Dialect[] = [
  {
    writer: 'BUSMASTER',
    first: /^-?\*{3}BUSMASTER (?:Ver|\d)/,
    begins: /\d+:\d\d:\d\d:\d{3,4} /g,
    open: () => new BusmasterParser(),
  },
  {
    writer: 'BUSMASTER, without its heading',
    first: /^\d{1,2}:\d{1,2}:\d{1,2}:\d{1,4} +[RT]x +\d{1,3} +(?:0x)?[\dA-F]{1,8} +[sx]r? +\d/i,
    most: true,
    base: 'day',
    begins: /\d{1,2}:\d{1,2}:\d{1,2}:\d{1,4} [RT]x /g,
    open: () => new BusmasterParser(),
  },
  {
    writer: 'CANHacker',
    base: 'minute',
    first: /^Time +ID +DLC +Data/,
    begins: /\d{2}[.,]\d{3} [\dA-F]{3,8} +\d /g,
    open: () =>
      new TableParser({
        columns: ['seconds', 'id', 'length', 'data', 'rest'],
        heading: /^Time +ID/,
      }),
  },
  {
    writer: 'OVMS (CRTD)',
    first: /^\d{1,12}(?:\.\d{1,9})? \d?(?:[RT](?:11|29)|CXX|CEV|CER|CST) /,
    most: true,
    begins: /\d{1,12}\.\d{1,9} \d?[RT](?:11|29) /g,
    open: () => new CrtdParser(),
  },
  {
    writer: 'the CAN BUS Analyzer of Microchip',
    first: /^(?:Microchip Technology Inc\.|\d+;[RT]X;0x[\dA-F]+;\d+;)/i,
    begins: /\d+;[RT]X;0x/g,
    open: () =>
      new TableParser({
        columns: ['milliseconds', 'direction', 'id', 'length', 'data'],
        separator: ascii.semicolon,
        heading: /^(?:\/\/|Microchip Technology|CAN BUS Analyzer|SavvyCAN Exporter|Logging St)/,
      }),
  },
  {
    writer: 'CAR BUS Analyzer',
    first: /^@ TEXT @ \d/,
    begins: /\d+,\d+\t\d+\t[\dA-F]{4,8}\t/g,
    open: (head) => carbus(Number(/^@ TEXT @ (\d)/.exec(head)?.[1])),
  },
  {
    writer: 'CAN Logger',
    first: /^; +(?:SavvyCAN )?CAN Logger trace file/,
    begins: /\d+\t\d\d:\d\d:\d\d:\d{4}\t/g,
    open: (head) =>
      new TableParser({
        columns: ['passed over', 'clock', 'id', 'length', 'data'],
        heading: /^;/,
        // SavvyCAN states when it wrote the file there.
        ...(!/^; +SavvyCAN/.test(head) && { startOf: canLoggerStart }),
      }),
  },
  {
    writer: 'python-can, as it shows them on the screen',
    first: printedMessage,
    most: true,
    begins: /Timestamp: +\d{1,12}\.\d{6} {4}ID: /g,
    open: () => new PythonCanParser(),
  },
  {
    writer: 'the logger of the Car-Hacking dataset',
    first: /^Timestamp: +\d{1,10}\.\d{6}\s+ID: [\da-f]{3,8}\s+[01]\d\d\s+DLC: \d/i,
    most: true,
    begins: /Timestamp: +\d{1,10}\.\d{6}\s/g,
    open: () =>
      new TableParser({
        columns: [
          ...(['passed over', 'seconds', 'passed over', 'id', 'remote', 'passed over'] as const),
          ...(['length', 'data', 'rest'] as const),
        ],
        heading: noHeading,
      }),
  },
  {
    writer: 'the logger of the Car-Hacking dataset, without words',
    first: /^\d{1,10}\.\d{6}\s+[\da-f]{4,8}\s+[01]00\s+\d\s/i,
    most: true,
    begins: /\d{1,10}\.\d{6}\s+[\da-f]{4,8}\s+[01]00\s/gi,
    open: () =>
      new TableParser({ columns: ['seconds', 'id', 'remote', 'length', 'data', 'rest'], heading: noHeading }),
  },
  {
    writer: 'the Car-Hacking dataset',
    first: /^\d{1,10}\.\d{6},[\da-f]{4,8},[0-8](?:,[\da-f]{2}){0,8}(?:,[RT])?\s*$/i,
    most: true,
    begins: /\d{1,10}\.\d{6},[\da-f]{4,8},[0-8],/gi,
    // The last column says whether the frame was a real one.
    open: () =>
      new TableParser({
        columns: ['seconds', 'id', 'length', 'data', 'rest'],
        separator: ascii.comma,
        heading: noHeading,
      }),
  },
  ...nmea2000Dialects,
  garmin,
  ...smallLoggers,
  {
    writer: 'Kvaser CanKing',
    first: /^\s*Chn +Identifier +Flg/,
    begins: /(?:^|\s)\d{1,3} +[\dA-F]{8} /g,
    open: (head) => new CanKingParser(canKingBase(head)),
  },
  {
    writer: "Kvaser's converters",
    first: /^\s*(?:Kvaser Memorator Log|Time +Chan +Identifier +Flags +DLC)/,
    begins: /\d+[.,]\d{2,9} +\d{1,2} +\w+ +[RT]x/g,
    open: () => new MemoratorParser(),
  },
  {
    writer: "Kvaser's converters, without a heading",
    first: plainLine,
    most: true,
    begins: /\d+[.,]\d{2,9} +\d{1,2} +\w+ +[RT]x/g,
    open: (head) => new MemoratorParser(plainBase(head)),
  },
  {
    writer: "Kvaser's converters, as a table without a heading",
    first: kvaserCsvLine,
    most: true,
    begins: /\d{1,10}\.\d{1,9},\d{1,3},\d{1,10},\d{1,7},/g,
    open: () => new KvaserCsvParser(),
  },
  {
    writer: 'an ELM327 that monitors',
    first: elm327Line,
    begins: /\d{1,10}\.\d{1,9} (?:[0-7][\dA-F]{2}|[01][\dA-F] [\dA-F]{2})(?= |$)/gi,
    open: () => new Elm327Parser(),
  },
  {
    writer: 'an ECOM adapter',
    first: ecomLine,
    most: true,
    begins: /IDH: /g,
    open: () => new EcomParser(),
  },
  {
    writer: 'loggers of CSS Electronics',
    first: /^# Logger type: /,
    open: () => new CssLoggerParser(),
  },
  {
    writer: 'an adapter with the protocol of Lawicel',
    first: /^(?:[trdb][0-7][\dA-F]{2}[\dA-F](?:[\dA-F]{2})*|[TRDB][01][\dA-F]{7}[\dA-F](?:[\dA-F]{2})*)$/,
    most: true,
    begins: /[tr][0-7][\dA-F]{2}[0-8]|[TR][01][\dA-F]{7}[0-8]/g,
    base: 'minute',
    open: () => new SlcanParser(),
  },
];
