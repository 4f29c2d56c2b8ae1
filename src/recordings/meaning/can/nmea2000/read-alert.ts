import type { Severity } from '../../../../domain/severity.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';

/** CANboat's database (8.0.0), ALERT_TYPE. */
const types: Record<number, { name: string; severity: Severity }> = {
  1: { name: 'emergency alarm', severity: 'critical' },
  2: { name: 'alarm', severity: 'error' },
  5: { name: 'warning', severity: 'warning' },
  8: { name: 'caution', severity: 'info' },
};

/** ALERT_STATE: those in which the cause is there. */
const raised: Record<number, string> = {
  2: 'active',
  3: 'silenced',
  4: 'acknowledged',
  5: 'awaiting acknowledgement',
};

const alertBytes = 28;

/** PGN 126983: the state of one alert, which devices repeat while it lasts. */
export function readAlert(message: CanMessage, component: string, topic: string, findings: Findings): void {
  const { data, start, length } = message;
  if (length < alertBytes) return;
  const type = types[(data[start] as number) & 0x0f];
  const state = raised[data[start + 27] as number];
  if (!type || state === undefined) return;
  const system = data[start + 1] as number;
  const subsystem = data[start + 2] as number;
  const number = (data[start + 3] as number) | ((data[start + 4] as number) << 8);
  findings.code(
    {
      code: `${type.name} ${system}.${subsystem}.${number}`,
      source: 'nmea2000',
      severity: type.severity,
      message: `${component} raises ${type.name} ${number} of system ${system}, subsystem ${subsystem} (${state}).`,
    },
    placeOf(message, topic),
  );
}
