import { type CanEvent, isSampleFrame, type SampleFrame } from '../can/can-event.ts';
import { hexBytes, hexId } from '../can/hex.ts';
import { lengthCode } from '../can/length-code.ts';

/** What one program writes: heading, line of a frame, line break. */
interface Style {
  heading(startNs: bigint): string[];
  line(frame: SampleFrame, sinceNs: bigint, number: number): string;
  /** Of an error frame; without it they are left out. */
  error?(bus: number, sinceNs: bigint): string;
  lineBreak?: string;
  hasFd?: true;
  hasOneBus?: true;
  hasNoRemote?: true;
}

const dayNs = 86_400_000_000_000n;

/** `12.345678` with so many decimals. */
function seconds(ns: bigint, digits: number, point = '.'): string {
  const billionths = String(ns % 1_000_000_000n).padStart(9, '0');
  return `${ns / 1_000_000_000n}${point}${billionths.slice(0, digits)}`;
}

/** `22:20:14:9920` */
function clock(ns: bigint): string {
  const two = (value: bigint) => String(value).padStart(2, '0');
  const s = ns / 1_000_000_000n;
  const fraction = String((ns % 1_000_000_000n) / 100_000n).padStart(4, '0');
  return `${two(s / 3600n)}:${two((s / 60n) % 60n)}:${two(s % 60n)}:${fraction}`;
}

function date(ns: bigint): Date {
  return new Date(Number(ns / 1_000_000n));
}

function busmaster(base: 'HEX' | 'DEC', mode: 'SYSTEM' | 'ABSOLUTE' | 'RELATIVE'): Style {
  let previous = 0n;
  let startNs = 0n;
  const decimal = (value: number, digits: number) => String(value).padStart(digits, '0');
  return {
    heading(start) {
      startNs = start;
      previous = 0n;
      const at = date(start);
      const day = `${at.getUTCDate()}:${at.getUTCMonth() + 1}:${at.getUTCFullYear()}`;
      const time = `${at.getUTCHours()}:${at.getUTCMinutes()}:${at.getUTCSeconds()}:${at.getUTCMilliseconds()}`;
      return [
        '***BUSMASTER Ver 3.2.2***',
        '***PROTOCOL CAN***',
        '***NOTE: PLEASE DO NOT EDIT THIS DOCUMENT***',
        '***[START LOGGING SESSION]***',
        `***START DATE AND TIME ${day} ${time}***`,
        `***${base}***`,
        `***${mode} MODE***`,
        '***START CHANNEL BAUD RATE***',
        '***CHANNEL 1 - Simulation - 500000 bps***',
        '***END CHANNEL BAUD RATE***',
        '***START DATABASE FILES***',
        '***END OF DATABASE FILES***',
        '***<Time><Tx/Rx><Channel><CAN ID><Type><DLC><DataBytes>***',
      ];
    },
    line(frame, since) {
      const ns = { SYSTEM: (startNs + since) % dayNs, ABSOLUTE: since, RELATIVE: since - previous }[mode];
      previous = since;
      const type = `${frame.extended ? 'x' : 's'}${frame.remote ? 'r' : ''}`;
      const id = base === 'HEX' ? `0x${hexId(frame, 3, 3)}` : decimal(frame.id, 4);
      const data =
        base === 'HEX'
          ? hexBytes(frame.data, ' ')
          : Array.from(frame.data, (byte) => decimal(byte, 3)).join(' ');
      return `${clock(ns)} Rx ${frame.bus} ${id} ${type} ${frame.data.length} ${frame.remote ? '' : `${data} `}`;
    },
  };
}

const styles = {
  busmaster: busmaster('HEX', 'SYSTEM'),
  'busmaster-decimal': busmaster('DEC', 'ABSOLUTE'),
  'busmaster-relative': busmaster('HEX', 'RELATIVE'),
  canhacker: {
    heading: () => ['Time   ID     DLC Data                    Comment'],
    line: (frame, since) =>
      `${seconds(since % 60_000_000_000n, 3).padStart(6, '0')} ${hexId(frame, 3, 8).padEnd(8)} ${frame.data.length} ${hexBytes(frame.data, ' ')} `,
    hasOneBus: true,
    hasNoRemote: true,
    lineBreak: '\r\n',
  },
  crtd: {
    heading: (start) => [`${seconds(start, 6)} CXX OVMS CRTD`],
    line: (frame, since) =>
      `${seconds(since, 6)} ${frame.bus}R${frame.extended ? 29 : 11} ${hexId(frame, 3, 8)} ${hexBytes(frame.data, ' ')}`.trimEnd(),
    hasNoRemote: true,
  },
  microchip: {
    heading: () => [
      `//${'-'.repeat(33)}`,
      'Microchip Technology Inc.',
      'CAN BUS Analyzer',
      'Logging Started: 23/9/2015 22:17:43',
      `//${'-'.repeat(33)}`,
    ],
    line: (frame, since) =>
      `${since / 1_000_000n};RX;0x${hexId(frame, 3, 8)};${frame.data.length};${Array.from(frame.data, (byte) => `0x${byte.toString(16).toUpperCase()};`).join('')}`,
    hasOneBus: true,
    hasNoRemote: true,
  },
  carbus: {
    heading: () => ['@ TEXT @ 3 @ 64 @ 0 @ 0 @ 0 @ 00:00:00.000 @', '# $LocalTime=12:05:10.123'],
    line: (frame, since) =>
      `${seconds(since, 6, ',')}\t${frame.bus}\t0004\t${hexId(frame, 3, 8)}\t${frame.data.length}\t${hexBytes(frame.data, ' ')}\t00000000\t        \t`,
    lineBreak: '\r',
    hasNoRemote: true,
  },
  'can-logger': {
    heading: () => [
      ';  CAN Logger trace file',
      ';  Device Serial Number :',
      `;---+-----\t-----+------\t----+---\t+`,
    ],
    line: (frame, since, number) =>
      `${String(number).padStart(10)}\t${clock(since)}\t${hexId(frame, 8, 8)}\t${frame.data.length}\t${hexBytes(frame.data, ' ')} `,
    hasOneBus: true,
    hasNoRemote: true,
  },
  canking: {
    heading: () => ['Chn Identifier Flg   DLC  D0...1...2...3...4...5...6..D7       Time     Dir'],
    line: (frame, since) =>
      ` ${frame.bus - 1}    ${hexId(frame, 8, 8)} ${frame.extended ? 'X' : ' '}${frame.remote ? 'R' : ' '}      ${frame.data.length}  ${(frame.remote ? '' : hexBytes(frame.data, '  ')).padEnd(30)} ${seconds(since, 6).padStart(14)} R`,
    error: (bus, since) =>
      ` ${bus - 1}    00000000            ErrorFrame               ${seconds(since, 6).padStart(14)} R`,
  },
  memorator: {
    heading: () => [
      '                              Kvaser Memorator Log',
      '                              ====================',
      '',
      'Memorator Binary logfile created at: 2017-02-20 10:11:12',
      '',
      'Settings:',
      '   Format of data field: DEC',
      '   Format of id field:   HEX',
      '   Timestamp Offset:     0.000000000        s',
      '   CAN channel:          1 2',
      '',
      '        Time Chan   Identifier Flags        DLC  Data     Counter',
      '='.repeat(60),
    ],
    line(frame, since, number) {
      const flags = `${frame.fd ? 'FB' : '  '} ${frame.remote ? 'R' : ' '}`;
      const data = frame.remote
        ? 'RTR'
        : Array.from(frame.data, (byte) => String(byte).padStart(3)).join(' ');
      return `${seconds(since, 9).padStart(12)}  ${frame.bus}  ${hexId(frame, 1, 1).padStart(10)}${frame.extended ? 'x' : ' '}   Rx    ${flags}   ${String(lengthCode(frame.data.length)).padStart(3)}  ${data}  ${String(number).padStart(12)}`;
    },
    error: (bus, since) =>
      `${seconds(since, 9).padStart(12)}  ${bus}  ErrorFrame    Rx                  ERROR FRAME                    12`,
    hasFd: true,
  },
  'python-can': {
    heading: () => [],
    line(frame, since) {
      const flags = [
        frame.extended ? 'X' : 'S',
        'Rx',
        ' ',
        frame.remote ? 'R' : ' ',
        frame.fd ? 'F' : ' ',
        frame.fd ? 'BS' : '  ',
        '  ',
      ].join(' ');
      const data = (frame.remote ? '' : hexBytes(frame.data, ' ').toLowerCase()).padEnd(24);
      return `Timestamp: ${seconds(since, 6).padStart(15)}    ID: ${hexId(frame, 3, 8).toLowerCase().padStart(8)}    ${flags}    DL: ${String(frame.data.length).padStart(2)}    ${data}    Channel: ${frame.bus}`;
    },
    error: (bus, since) =>
      `Timestamp: ${seconds(since, 6).padStart(15)}    ID: ${'004'.padStart(8)}    S Rx E              DL:  8    ${'00 '.repeat(8)}    Channel: ${bus}`,
    hasFd: true,
  },
  'css-logger': {
    heading: (start) => [
      '# Logger type: CANLogger3000',
      '# HW rev: 7.xx',
      `# Time: ${date(start).toISOString().slice(0, 19).replace(/[-:]/g, '')}`,
      '# Value separator: ";"',
      '# Time format: 4',
      '# Time separator: ""',
      '# Time separator ms: ""',
      '# Date separator: ""',
      '# Time and date separator: "T"',
      '# Bit-rate: 250000',
      'Timestamp;Type;ID;Data',
    ],
    line: (frame, at) =>
      `${date(at).toISOString().slice(8, 23).replace(/[-:.]/g, '')};${frame.extended ? 1 : 0};${hexId(frame, 3, 8).toLowerCase()};${hexBytes(frame.data).toLowerCase()}`,
    hasOneBus: true,
    hasNoRemote: true,
  },
  dump: {
    heading: () => ['# CAN Dump', '# Format: timestamp CAN_ID [len] data RxStatus'],
    line: (frame, since) =>
      `${seconds(since, 6)} 0x${hexId(frame, 3, 8)} [${frame.data.length}] ${hexBytes(frame.data, ' ')} RxStat=0x00000000`,
    hasOneBus: true,
    hasNoRemote: true,
  },
  sketch: {
    heading: () => [],
    line: (frame, since) =>
      `${seconds(since, 3).padStart(8, '0')} RX: [${hexId(frame, 8, 8)}](00) ${hexBytes(frame.data, ' ')} `,
    hasOneBus: true,
    hasNoRemote: true,
  },
  elm327: {
    heading: () => ['>ATMA'],
    line: (frame, since) =>
      `${seconds(since, 3)} ${frame.extended ? hexId(frame, 8, 8).replace(/..(?=.)/g, '$& ') : hexId(frame, 3, 3)} ${hexBytes(frame.data, ' ')}`,
    error: (_, since) => `${seconds(since, 3)} 2A0 11 22 <DATA ERROR`,
    hasOneBus: true,
    hasNoRemote: true,
  },
  slcan: {
    heading: () => [],
    line: (frame, since) =>
      `${(frame.extended ? 'TR' : 'tr')[frame.remote ? 1 : 0]}${hexId(frame, 3, 8)}${frame.data.length}${frame.remote ? '' : hexBytes(frame.data)}${((since / 1_000_000n) % 60_000n).toString(16).toUpperCase().padStart(4, '0')}`,
    lineBreak: '\r',
    hasOneBus: true,
  },
} as const satisfies Record<string, Style>;

export type CanlogStyle = keyof typeof styles;
export const canlogStyles = Object.keys(styles) as CanlogStyle[];
/** Those whose lines have the time since 1970, or part of it. */
const absolute: readonly CanlogStyle[] = ['crtd', 'css-logger'];

/** The events that a log in this style has. */
export function eventsIn(events: readonly CanEvent[], name: CanlogStyle): CanEvent[] {
  const style: Style = styles[name];
  return events.filter((event) => {
    if (style.hasOneBus && event.bus !== 1) return false;
    if (!isSampleFrame(event)) return style.error !== undefined && event.error === 'error frame';
    return (style.hasFd || !event.fd) && !(style.hasNoRemote && event.remote);
  });
}

/** Writes events as one of the programs that Argus reads; what its log has no form for is left out. */
export function writeCanlog(events: readonly CanEvent[], name: CanlogStyle = 'busmaster'): Uint8Array {
  const style: Style = styles[name];
  const startNs = ((events[0]?.timeNs ?? 0n) / 1_000_000n) * 1_000_000n;
  const lines = style.heading(startNs);
  for (const [index, event] of eventsIn(events, name).entries()) {
    const at = absolute.includes(name) ? event.timeNs : event.timeNs - startNs;
    lines.push(isSampleFrame(event) ? style.line(event, at, index) : (style.error?.(event.bus, at) ?? ''));
  }
  return Buffer.from([...lines, ''].join(style.lineBreak ?? '\n'), 'latin1');
}
