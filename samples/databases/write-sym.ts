import type { SampleMessage, SampleSignal } from '../dbc/dbc-writer.ts';
import { placeOf } from './placing.ts';

/** A symbol file of PEAK, version 6, for these messages; of multiplexing only the simple one. */
export function writeSym(messages: readonly SampleMessage[]): string {
  const named = messages.flatMap(({ name, signals }) =>
    signals.filter(({ values }) => values).map((signal) => ({ name, signal })),
  );
  const enumerations = named.map(({ name, signal }) => {
    const values = Object.entries(signal.values ?? {}).map(([value, label]) => `${value}="${label}"`);
    return `Enum=${enumerationName(name, signal)}(${values.join(',\r\n  ')})`;
  });
  return [
    'FormatVersion=6.0 // Do not edit this line!',
    'Title="sample"',
    '',
    '{ENUMS}',
    ...enumerations,
    '',
    '{SENDRECEIVE}',
    ...messages.map(messageText),
    '',
  ].join('\r\n');
}

function messageText(message: SampleMessage): string {
  const { id, extended, name, length, signals } = message;
  const hex = id
    .toString(16)
    .toUpperCase()
    .padStart(extended ? 8 : 3, '0');
  const multiplexer = signals.find(({ multiplex }) => multiplex === 'M');
  const codes = [...new Set(signals.flatMap(({ multiplex }) => /^m(\d+)$/.exec(multiplex ?? '')?.[1] ?? []))];
  const head = [
    `["${name}"]`,
    `ID=${hex}h	// written for tests`,
    `Type=${extended ? 'Extended' : 'Standard'}`,
    `Len=${length}`,
  ];
  const plain = signals
    .filter(({ multiplex }) => multiplex === undefined)
    .map((signal) => variable(name, signal));
  const blocks = codes.map((code) => [
    `["${name}"]`,
    `Len=${length}`,
    `Mux=${multiplexer?.name} ${multiplexer ? placeOf(multiplexer) : 0},${multiplexer?.size} ${Number(code).toString(16)}h`,
    ...signals.filter(({ multiplex }) => multiplex === `m${code}`).map((signal) => variable(name, signal)),
    '',
  ]);
  return [...head, ...plain, '', ...blocks.flat()].join('\r\n');
}

function variable(message: string, signal: SampleSignal): string {
  const { name, size, bigEndian, factor, offset, unit, values } = signal;
  const parts = [
    `Var="${name}" ${typeOf(signal)} ${placeOf(signal)},${size}`,
    ...(bigEndian ? ['-m'] : []),
    ...(unit ? [`/u:"${unit}"`] : []),
    ...(factor !== undefined ? [`/f:${factor}`] : []),
    ...(offset !== undefined ? [`/o:${offset}`] : []),
    ...(values ? [`/e:${enumerationName(message, signal)}`] : []),
  ];
  return parts.join(' ');
}

function enumerationName(message: string, { name }: SampleSignal): string {
  return `${message}_${name}`;
}

function typeOf({ float, signed, size }: SampleSignal): string {
  if (float) return size === 32 ? 'float' : 'double';
  return signed ? 'signed' : 'unsigned';
}
