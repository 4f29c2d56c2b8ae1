import type { Severity } from '../../../../domain/severity.ts';
import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import { failureMode, suspectParameterName } from './names.ts';
import { ecuName } from './parameter-group.ts';

interface DiagnosticMessage {
  name: string;
  state: string;
  /** Severity of its codes if no lamp is lit. */
  severity: Severity;
  /** Whether the lamps belong to these codes; otherwise they belong to the active ones. */
  lamps: boolean;
}

/** SAE J1939-73, 5.7: diagnostic messages with the lamps in two bytes and codes of four bytes each. */
const diagnosticMessages = new Map<number, DiagnosticMessage>([
  [0xfeca, { name: 'DM1', state: 'active', severity: 'warning', lamps: true }],
  [0xfecb, { name: 'DM2', state: 'previously active', severity: 'info', lamps: false }],
  [0xfecf, { name: 'DM6', state: 'pending', severity: 'warning', lamps: false }],
  [0xfed4, { name: 'DM12', state: 'active, emission-related', severity: 'error', lamps: true }],
  [0xfdb5, { name: 'DM23', state: 'previously active, emission-related', severity: 'info', lamps: false }],
  [0xfd80, { name: 'DM28', state: 'permanent', severity: 'error', lamps: false }],
]);

export function isDiagnosticMessage(pgn: number): boolean {
  return diagnosticMessages.has(pgn);
}

/** 5.7.1.1 to 5.7.1.4: two bits per lamp; only 01 is "on". */
const lamps: { shift: number; name: string; severity: Severity }[] = [
  { shift: 4, name: 'red stop lamp', severity: 'critical' },
  { shift: 6, name: 'malfunction indicator lamp', severity: 'error' },
  { shift: 2, name: 'amber warning lamp', severity: 'error' },
  { shift: 0, name: 'protect lamp', severity: 'warning' },
];

const notAvailable = 0x7ffff;

/** Interprets DM1, DM2 and those of the same form. */
export function readTroubleCodes(
  message: CanMessage,
  pgn: number,
  source: number,
  topic: string,
  findings: Findings,
): void {
  const kind = diagnosticMessages.get(pgn);
  const { data, start, length } = message;
  if (!kind || length < 6) return;
  const lit = kind.lamps ? lamps.filter(({ shift }) => (((data[start] as number) >> shift) & 3) === 1) : [];
  const severity = lit[0]?.severity ?? kind.severity;
  let reported = 0;
  for (let at = start + 2; at + 4 <= start + length; at += 4) {
    const code = troubleCode(data, at);
    if (!code) continue;
    reported += 1;
    const text = `SPN ${code.spn} FMI ${code.fmi}`;
    const parts = [
      `${text} ${kind.state} in ${ecuName(source)}: ${suspectParameterName(code.spn)}, ${failureMode(code.fmi)}`,
      lit.length > 0 ? `; on: ${lit.map(({ name }) => name).join(', ')}` : '',
      code.occurrences === undefined
        ? ''
        : `; occurred ${code.occurrences === 1 ? 'once' : `${code.occurrences} times`}`,
      code.oldForm ? oldForms(data, at) : '',
    ];
    findings.code(
      { code: text, source: 'j1939', severity, message: `${parts.join('')} (${kind.name}).` },
      placeOf(message, topic),
    );
  }
  if (reported === 0 && lit.length > 0) reportLamps(lit, kind, source, placeOf(message, topic), findings);
}

/** Lamps that are lit without a code: an engine protection, or a fault that is about to be stored. */
function reportLamps(
  lit: typeof lamps,
  kind: DiagnosticMessage,
  source: number,
  place: Place,
  findings: Findings,
): void {
  const names = lit.map(({ name }) => name).join(', ');
  findings.code(
    {
      code: `lamp without a code: ${names}`,
      source: 'j1939',
      severity: lit[0]?.severity ?? kind.severity,
      message: `${ecuName(source)} names no trouble code; on: ${names} (${kind.name}).`,
    },
    place,
  );
}

/**
 * 5.7.1.7: with conversion method 1 a sender does not indicate which of three older orders of the SPN's bits it uses:
 * 1 (most significant byte first), 2 (the upper two bytes swapped, the lowest bits last), 3 (as method 0).
 */
function oldForms(data: Uint8Array, at: number): string {
  const [first, second, third] = data.subarray(at, at + 3) as unknown as [number, number, number];
  const lowest = third >> 5;
  const spns = [(first << 11) | (second << 3) | lowest, (second << 11) | (first << 3) | lowest];
  const named = spns.map((spn) => `${spn} (${suspectParameterName(spn)})`);
  return `; the SPN is of an older form (conversion method 1) and may also be ${named.join(' or ')}`;
}

interface TroubleCode {
  spn: number;
  fmi: number;
  occurrences: number | undefined;
  oldForm: boolean;
}

/**
 * 5.7.1.5 to 5.7.1.11: SPN of 19 bits, FMI of 5, conversion method, occurrence count of 7 (127: not available). With
 * method 1 three older orders of the SPN's bits are possible and cannot be distinguished; version 3 is that of method
 * 0.
 */
export function troubleCode(data: Uint8Array, at: number): TroubleCode | undefined {
  const third = data[at + 2] as number;
  const count = data[at + 3] as number;
  const spn = (data[at] as number) | ((data[at + 1] as number) << 8) | ((third >> 5) << 16);
  const fmi = third & 0x1f;
  if ((spn === 0 && fmi === 0) || spn === notAvailable) return undefined;
  const occurrences = count & 0x7f;
  return {
    spn,
    fmi,
    occurrences: occurrences === 127 || occurrences === 0 ? undefined : occurrences,
    oldForm: (count & 0x80) !== 0,
  };
}

/** Whether a frame of 8 bytes has the form of a DM1 with one code or none: padded with 0xFF or, by some, with 0. */
export function looksLikeSingleCode(data: Uint8Array, start: number, length: number): boolean {
  if (length !== 8) return false;
  const fill = data[start + 6];
  return (fill === 0xff || fill === 0) && data[start + 7] === fill;
}
