import {
  isNetworkError,
  isSampleFrame,
  type SampleBusError,
  type SampleFrame,
  type TraceEvent,
} from '../can/can-event.ts';
import { hexBytes, hexId } from '../can/hex.ts';
import { lengthCode } from '../can/length-code.ts';
import { otherLine } from './other-lines.ts';

export interface AscOptions {
  base?: 'hex' | 'dec';
  /** Times since the beginning, or since the previous event. */
  timestamps?: 'absolute' | 'relative';
  language?: 'en' | 'de';
  lineEnd?: '\n' | '\r\n';
  /** With an event of another bus or kind after every third one. */
  others?: boolean;
}

const words = {
  en: { days: 'Sun Mon Tue Wed Thu Fri Sat', months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec' },
  de: { days: 'Son Mon Die Mit Don Fre Sam', months: 'Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez' },
};

const states: Partial<Record<SampleBusError['error'], string>> = {
  'error warning': 'warning level - TxErr: 96 RxErr: 0',
  'error passive': 'error passive - TxErr: 128 RxErr: 0',
  'bus off': 'busoff - TxErr: 255 RxErr: 0',
  overrun: 'queue overrun',
};

/** Writes events as CANoe logs them (CAN, Log & Trigger ASC Logging Format 1.4, "Format"). */
export function writeAsc(events: readonly TraceEvent[], options: AscOptions = {}): Uint8Array {
  const { base = 'hex', timestamps = 'absolute', language = 'en', lineEnd = '\n', others = false } = options;
  // The date in the header has milliseconds.
  const start = ((events[0]?.timeNs ?? 0n) / 1_000_000n) * 1_000_000n;
  const date = dateOf(Number(start / 1_000_000n), language);
  let previous = start;
  const lines = [
    `date ${date}`,
    `base ${base}  timestamps ${timestamps}`,
    'internal events logged',
    '// version 9.0.0',
    `Begin Triggerblock ${date}`,
    '   0.000000 Start of measurement',
  ];
  const radix = base === 'hex' ? 16 : 10;
  for (const [index, event] of events.entries()) {
    const time = seconds(event.timeNs - (timestamps === 'absolute' ? start : previous));
    previous = event.timeNs;
    lines.push(`${time} ${lineOf(event, base)}`);
    if (!others || index % 3 > 0) continue;
    const otherTime = timestamps === 'absolute' ? time : seconds(0n);
    lines.push(`${otherTime} ${otherLine(index / 3, (value) => value.toString(radix))}`);
  }
  // Windows-1252, as the tools write it.
  return Buffer.from([...lines, 'End TriggerBlock', ''].join(lineEnd), 'latin1');
}

function lineOf(event: TraceEvent, base: 'hex' | 'dec'): string {
  if (!isNetworkError(event)) return isSampleFrame(event) ? frame(event, base) : error(event);
  return event.network === 'Ethernet'
    ? `ETH 1 RxEr 02 00001234 ${base === 'hex' ? '3c' : '60'}:${'00'.repeat(60)}`
    : 'Fr EE 0 0 1 1 0 0 syntax error';
}

function dateOf(ms: number, language: 'en' | 'de'): string {
  const date = new Date(ms);
  const name = (kind: 'days' | 'months', index: number) => words[language][kind].split(' ')[index];
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const fraction = String(date.getUTCMilliseconds()).padStart(3, '0');
  const day = `${name('days', date.getUTCDay())} ${name('months', date.getUTCMonth())} ${date.getUTCDate()}`;
  return `${day} ${time}.${fraction} ${date.getUTCFullYear()}`;
}

function seconds(ns: bigint): string {
  const us = ns / 1000n;
  return `${us / 1_000_000n}.${String(us % 1_000_000n).padStart(6, '0')}`.padStart(11);
}

function frame(event: SampleFrame, base: 'hex' | 'dec'): string {
  const { bus, data, extended, remote } = event;
  const number = base === 'hex' ? hexId(event, 0, 0) : String(event.id);
  const id = `${number}${extended ? 'x' : ''}`;
  const bytes =
    base === 'hex' ? hexBytes(data, ' ') : Array.from(data, (byte) => String(byte).padStart(3)).join(' ');
  if (event.fd) {
    const code = lengthCode(data.length).toString(base === 'hex' ? 16 : 10);
    const head = `CANFD ${String(bus).padStart(3)} Rx   ${id.padStart(10)}  ${''.padStart(32)} 1 0 ${code}`;
    return `${head} ${String(data.length).padStart(2)} ${bytes} 130000 130 203000 0 46500250 4b140250 20011736 20010205`;
  }
  const code = data.length.toString(base === 'hex' ? 16 : 10);
  const tail = `Length = 240015 BitCount = 124 ID = ${event.id}${extended ? 'x' : ''}`;
  const head = `${bus}  ${id.padEnd(15)} Rx  `;
  return remote ? `${head} r ${code}  ${tail}` : `${`${head} d ${code} ${bytes}`.trimEnd()}  ${tail}`;
}

function error({ bus, error: kind }: SampleBusError): string {
  if (kind === 'error frame') {
    return `${bus}  ErrorFrame Flags = 0x2 CodeExt = 0x2080 Code = 0x0 ID = 0 DLC = 0 Position = 5 Length = 11300`;
  }
  return kind === 'overload frame'
    ? `${bus}  OverloadFrame`
    : `CAN ${bus} Status:chip status ${states[kind]}`;
}
