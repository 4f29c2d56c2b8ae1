import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import { rawValue } from './suspect-parameters.ts';
import type { Sent } from './transport-receiver.ts';

type Row = [at: number, bytes: number, label: string, unit: string];

/** SAE J1939-73, 5.7.5, DM5: the number of codes. */
const readiness: Row[] = [
  [0, 1, 'active trouble codes', 'codes'],
  [1, 1, 'previously active trouble codes', 'codes'],
];

/** 5.7.20, DM20: how often the vehicle was driven so that monitors could run. */
const performance: Row[] = [
  [0, 2, 'ignition cycles', 'cycles'],
  [2, 2, 'OBD monitoring conditions met', 'times'],
];

export function readReadiness(message: CanMessage, sent: Sent, findings: Findings): void {
  report(readiness, message, sent, findings);
}

export function readPerformance(message: CanMessage, sent: Sent, findings: Findings): void {
  report(performance, message, sent, findings);
}

function report(rows: readonly Row[], message: CanMessage, { topic }: Sent, findings: Findings): void {
  const { data, start, length } = message;
  for (const [at, bytes, label, unit] of rows) {
    if (at + bytes > length) continue;
    const raw = rawValue(data, start + at, bytes);
    if (raw === undefined) findings.omit('marked_invalid', 1);
    else findings.metric('signal', `${topic} ${label}`, raw, placeOf(message, topic), unit);
  }
}
