import type { Severity } from '../../../../domain/severity.ts';
import { reportBattery } from '../battery.ts';
import type { FieldReader, Px4Interpreter } from './interpreter.ts';

/** `warning` of battery_status, BATTERY_WARNING_* (WARNING_* in newer versions). */
const warnings: Record<number, { text: string; severity: Severity }> = {
  1: { text: 'battery low', severity: 'warning' },
  2: { text: 'battery critical', severity: 'error' },
  3: { text: 'battery emergency', severity: 'critical' },
  4: { text: 'battery failed', severity: 'critical' },
};

/** Number of cells in battery_status, 10 or 14 by version. */
const maxCells = 14;

/** A cell of any chemistry; 0 is "not measured". */
const isCellVoltage = (volt: number) => volt > 0.5 && volt < 6;

export function batteryInterpreter(): Px4Interpreter {
  let warned = 0;
  return (field, place, findings) => {
    if (field('connected') === 0) return;
    reportBattery(
      { voltage: field('voltage_v'), percent: field('remaining') * 100, celsius: field('temperature') },
      place,
      findings,
    );
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
