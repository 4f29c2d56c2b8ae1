import type { Severity } from '../../../../domain/severity.ts';
import { reportBattery } from '../battery.ts';
import { Onsets } from '../onsets.ts';
import { unlessUnknown } from '../report-figure.ts';
import type { FieldReader, Px4Interpreter, Px4Vehicle } from './interpreter.ts';

/** `warning` of battery_status, BATTERY_WARNING_* (WARNING_* in newer versions). */
const warnings: Record<number, { text: string; severity: Severity }> = {
  1: { text: 'battery low', severity: 'warning' },
  2: { text: 'battery critical', severity: 'error' },
  3: { text: 'battery emergency', severity: 'critical' },
  4: { text: 'battery failed', severity: 'critical' },
};

/** `remaining` is 0–1, or this. */
const unknownShare = -1;

/** Number of cells in battery_status, 10 or 14 by version. */
const maxCells = 14;

/** A cell of any chemistry; 0 is "not measured". */
const isCellVoltage = (volt: number) => volt > 0.5 && volt < 6;

export function batteryInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  let warned = 0;
  let wasConnected = false;
  const onsets = new Onsets('diagnostics');
  return (field, place, findings) => {
    const away = field('connected') === 0;
    const describe = () =>
      wasConnected
        ? ({
            code: `${place.topic}: battery disconnected in flight`,
            severity: 'critical',
            message: 'The battery was connected and is no longer, while the vehicle is armed.',
          } as const)
        : ({
            code: `${place.topic}: battery not measured in flight`,
            severity: 'warning',
            message:
              'No battery is measured although the vehicle is armed: nothing would warn of an empty one.',
          } as const);
    onsets.note(away && vehicle.armed === true, 'away', describe, place, findings);
    if (away) {
      reportWhole(false, field, place, findings);
      return;
    }
    wasConnected ||= field('connected') === 1;
    const cell = lowestCell(field);
    if (cell !== undefined && vehicle.armed !== false)
      findings.metric('cell_voltage', place.topic, cell, place);
    reportWhole(true, field, place, findings);
    const spread = cellSpread(field);
    if (spread !== undefined) findings.metric('cell_spread_voltage', place.topic, spread, place);
    const warning = field('warning');
    if (warning === warned) return;
    warned = warning;
    const stated = warnings[warning];
    if (!stated) return;
    findings.code(
      {
        code: `${place.topic}: ${stated.text}`,
        source: 'diagnostics',
        severity: stated.severity,
        message: stated.text,
      },
      place,
    );
  };
}

function reportWhole(isThere: boolean, ...[field, place, findings]: Parameters<Px4Interpreter>): void {
  const remaining = field.value('remaining');
  const percent = remaining === undefined ? undefined : remaining * 100;
  const battery = {
    voltage: unlessUnknown(field.value('voltage_v'), isThere),
    percent: unlessUnknown(percent, isThere && remaining !== unknownShare),
    celsius: unlessUnknown(field.value('temperature'), isThere),
  };
  reportBattery(battery, place, findings);
}

/** The lowest cell in volts, or the average one if single cells are not measured. */
function lowestCell(field: FieldReader): number | undefined {
  let lowest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < maxCells; index += 1) {
    const volt = field('voltage_cell_v', index);
    if (isCellVoltage(volt)) lowest = Math.min(lowest, volt);
  }
  if (lowest < Number.POSITIVE_INFINITY) return lowest;
  const average = field('voltage_v') / field('cell_count');
  return isCellVoltage(average) ? average : undefined;
}

/**
 * Difference between the highest and the lowest cell, in volts; as reported by the battery itself if single cells are
 * not measured.
 */
function cellSpread(field: FieldReader): number | undefined {
  let cells = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (let index = 0; index < maxCells; index += 1) {
    const volt = field('voltage_cell_v', index);
    if (!isCellVoltage(volt)) continue;
    cells += 1;
    lowest = Math.min(lowest, volt);
    highest = Math.max(highest, volt);
  }
  if (cells >= 2) return highest - lowest;
  const delta = field('max_cell_voltage_delta');
  return delta > 0 && delta < 6 ? delta : undefined;
}
