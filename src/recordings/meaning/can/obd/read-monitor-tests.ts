import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, hex, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { monitorName } from './monitor-names.ts';
import { isSignedScaling, unitScaling } from './unit-scaling.ts';

/** Monitor, test, unit and scaling, then value, lower and upper limit of two bytes each. */
const recordBytes = 9;

/**
 * Mode 06 on CAN (SAE J1979, 6.6): results of on-board monitors. A value outside its limits is a failed test, which
 * need not have stored a code yet. Responses that list the supported monitors (0x00, 0x20, …) have another length and
 * contain no results.
 */
export function readMonitorTests(message: CanMessage, ecu: Ecu, findings: Findings): void {
  const { data, start, length } = message;
  for (let at = start + 1; at + recordBytes <= start + length; at += recordBytes) {
    const [monitor, test, scaling] = data.subarray(at, at + 3) as unknown as [number, number, number];
    if ((monitor & 0x1f) === 0) return;
    const [value, lowest, highest] = [3, 5, 7].map((place) => word(data, at + place, scaling)) as [
      number,
      number,
      number,
    ];
    if (value >= lowest && value <= highest) continue;
    const figures = [value, lowest, highest].map((raw) => physical(raw, scaling));
    findings.code(
      {
        code: `monitor ${hex(monitor, 2)} test ${hex(test, 2)} failed`,
        source: 'obd',
        severity: 'warning',
        message: `${ecu.name} failed a test of ${monitorName(monitor)}: ${figures[0]}, allowed are ${figures[1]} to ${figures[2]}${unitScaling(scaling) ? '' : ' (raw values)'}.`,
      },
      placeOf(message, ecu.topic),
    );
  }
}

function word(data: Uint8Array, at: number, scaling: number): number {
  const raw = ((data[at] as number) << 8) | (data[at + 1] as number);
  return isSignedScaling(scaling) && raw >= 0x8000 ? raw - 0x1_0000 : raw;
}

function physical(raw: number, scaling: number): string {
  const { factor, offset, unit } = unitScaling(scaling) ?? { factor: 1, offset: 0, unit: '' };
  // Six digits are more than any of the factors has.
  const figure = Number((raw * factor + offset).toPrecision(6));
  return unit === '' ? `${figure}` : `${figure} ${unit}`;
}
