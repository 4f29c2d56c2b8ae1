import { isPlausible } from '../../metrics/metric-names.ts';
import { reportBattery } from '../battery.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';

/** Number of cells in a BCL message; 4.1 has 12. */
const maxCells = 14;

/** BAT; CURR before 4.0. `RemPct` is -1 if the charge is unknown. */
export const interpretBattery: ArduPilotInterpreter = (fields, place, findings) => {
  const charge = fields.number('RemPct');
  const battery = {
    voltage: fields.number('Volt'),
    // 255: an unknown charge in an unsigned byte.
    percent: charge <= 100 ? charge : Number.NaN,
    celsius: fields.number('Temp'),
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
    const celsius = fields.number(name);
    if (celsius !== 0 && isPlausible('temperature_celsius', celsius))
      findings.metric('temperature_celsius', `${place.topic}: ${part}`, celsius, place);
  }
};
