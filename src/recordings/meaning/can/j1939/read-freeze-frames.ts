import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import { ecuName } from './parameter-group.ts';
import { rawValue } from './suspect-parameters.ts';
import type { Sent } from './transport-receiver.ts';
import { troubleCode } from './trouble-codes.ts';

/** SAE J1939-73, 5.7.4: what follows the code in each frame, counted from its length byte. */
const values: [at: number, bytes: number, factor: number, offset: number, label: string, unit: string][] = [
  [6, 1, 2, 0, 'boost pressure', 'kPa'],
  [7, 2, 0.125, 0, 'engine speed', 'rpm'],
  [9, 1, 1, 0, 'engine load', '%'],
  [10, 1, 1, -40, 'engine coolant', '°C'],
  [11, 2, 1 / 256, 0, 'vehicle speed', 'km/h'],
];
/** The bytes present in every frame, without its length byte; the manufacturer's own follow. */
const requiredBytes = 12;

/** DM4: frames of a length, a code of four bytes, and the vehicle's state when it was stored. */
export function readFreezeFrames(message: CanMessage, { source, topic }: Sent, findings: Findings): void {
  const { data, start, length } = message;
  const end = start + length;
  for (let at = start; at < end; at += 1 + (data[at] as number)) {
    const bytes = data[at] as number;
    if (bytes < requiredBytes || at + bytes >= end) return;
    const code = troubleCode(data, at + 1);
    const listed = code ? valuesAt(data, at) : [];
    if (!code || listed.length === 0) continue;
    const text = `SPN ${code.spn} FMI ${code.fmi}`;
    findings.code(
      {
        code: `${text} freeze frame`,
        source: 'j1939',
        severity: 'info',
        message: `When ${text} was stored in ${ecuName(source)}: ${listed.join(', ')} (DM4).`,
      },
      placeOf(message, topic),
    );
  }
}

function valuesAt(data: Uint8Array, frame: number): string[] {
  return values.flatMap(([at, bytes, factor, offset, label, unit]) => {
    const raw = rawValue(data, frame + at, bytes);
    return raw === undefined ? [] : [`${label} ${Number((raw * factor + offset).toFixed(1))} ${unit}`];
  });
}
