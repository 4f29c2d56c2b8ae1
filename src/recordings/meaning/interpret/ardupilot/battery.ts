import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import { reportBattery } from '../battery.ts';
import { Onsets } from '../onsets.ts';
import { reportStated, unlessUnknown, unlessZero } from '../report-figure.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import type { VehicleInfo } from './vehicle-info.ts';

/** Number of cells in a BCL message; 4.1 has 12. */
const maxCells = 14;

/** BAT; CURR before 4.0. `RemPct` is -1 if the charge is unknown. */
export function batteryInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  const limits = batteryLimits(vehicle);
  return (fields, place, findings) => {
    interpretBattery(fields, place, findings);
    limits(fields.number('Volt'), place, findings);
  };
}

/** Parameters of the first battery's own limits in volts; 0 is none. */
const limitNames = [
  { name: 'BATT_CRT_VOLT', text: 'battery critical', severity: 'error' },
  { name: 'BATT_LOW_VOLT', text: 'battery low', severity: 'warning' },
] as const;
/** BATT_LOW_TIMER if the log has no such parameter, seconds. */
const standardTimer = 10;

/** Whether the first battery stayed below a limit, armed, for as long as the vehicle waits before it acts on it. */
function batteryLimits(vehicle: VehicleInfo) {
  const onsets = new Onsets('diagnostics');
  const since = new Map<string, bigint>();
  return (volt: number, place: Place, findings: Findings): void => {
    // Other batteries have limits of their own.
    if (!/^(?:BAT|CURR?)(?:\[0\])?$/.test(place.topic)) return;
    const seconds = vehicle.parameters.get('BATT_LOW_TIMER') ?? standardTimer;
    for (const { name, text, severity } of limitNames) {
      const limit = vehicle.parameters.get(name) ?? 0;
      const below = vehicle.armed === true && limit > 0 && volt > 0 && volt < limit;
      if (!below) since.delete(name);
      else if (!since.has(name)) since.set(name, place.timeNs);
      const long =
        below && place.timeNs - (since.get(name) ?? place.timeNs) >= BigInt(Math.round(seconds * 1e9));
      const describe = () => {
        const message = `The battery stayed below ${limit} V (${name}) for ${seconds} s in flight.`;
        return { code: `${place.topic}: ${text}`, severity, message } as const;
      };
      onsets.note(long, name, describe, place, findings);
    }
  };
}

const interpretBattery: ArduPilotInterpreter = (fields, place, findings) => {
  const charge = fields.value('RemPct');
  const battery = {
    voltage: fields.value('Volt'),
    // 255: an unknown charge in an unsigned byte.
    percent: unlessUnknown(charge, charge !== -1 && charge !== 255),
    celsius: fields.value('Temp'),
  };
  reportBattery(battery, place, findings);
  // From 4.5 on: healthy or not.
  if (fields.number('H') === 0) {
    const message = 'The battery monitor reports that it is unhealthy.';
    findings.code(
      { code: `${place.topic}: unhealthy`, source: 'diagnostics', severity: 'warning', message },
      place,
    );
  }
};

/** BCL: cell voltages in volts or, if the log has no units, in millivolts; 65.535 V (0 before) means no cell. */
export const interpretCells: ArduPilotInterpreter = (fields, place, findings) => {
  const cells: number[] = [];
  for (let index = 1; index <= maxCells; index += 1) {
    const logged = fields.number(`V${index}`);
    const volt = logged > 100 ? logged / 1000 : logged;
    if (volt > 0.5 && volt < 6) cells.push(volt);
  }
  if (cells.length < 2) return;
  findings.metric('cell_spread_voltage', place.topic, Math.max(...cells) - Math.min(...cells), place);
  findings.metric('cell_voltage', place.topic, Math.min(...cells), place);
};

/** ESC telemetry; 0 °C is "no sensor". */
export const interpretEscs: ArduPilotInterpreter = (fields, place, findings) => {
  for (const [name, part] of [
    ['Temp', 'speed controller'],
    ['MotTemp', 'motor'],
  ] as const) {
    const celsius = unlessZero(fields.value(name));
    reportStated('temperature_celsius', `${place.topic}: ${part}`, celsius, place, findings);
  }
};
