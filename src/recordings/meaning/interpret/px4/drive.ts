import type { Severity } from '../../../../domain/severity.ts';
import { Onsets } from '../onsets.ts';
import { reportStated, unlessUnknown, unlessZero } from '../report-figure.ts';
import type { FieldReader, Px4Interpreter, Px4Vehicle } from './interpreter.ts';

/** system_power: the 5 V rail of the flight controller. */
export const interpretPower: Px4Interpreter = (field, place, findings) => {
  const volt = field.value('voltage5v_v');
  // Boards that do not measure it log about 0.
  const isMeasured = !(Math.abs(Number(volt)) <= 0.5);
  reportStated('rail_voltage', place.topic, unlessUnknown(volt, isMeasured), place, findings);
};

/** `control` of actuator_motors: NUM_CONTROLS. */
const maxMotors = 12;

/** actuator_motors: the highest of all outputs, 0–1, of a vehicle that hovers on them; NaN is a motor that there is not. */
export function motorsInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  return (field, place, findings) => {
    if (vehicle.armed !== true || vehicle.rotary !== true) return;
    let highest = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < maxMotors; index += 1) {
      const output = field('control', index);
      if (output > highest) highest = output;
    }
    if (highest >= 0 && highest <= 1)
      findings.metric('motor_output_percent', place.topic, highest * 100, place);
  };
}

/** `esc` of esc_status: CONNECTED_ESC_MAX. */
const maxEscs = 8;

/** Bits of `failures` in esc_report, as of PX4 1.12: FAILURE_*. */
const failures: readonly { text: string; severity: Severity }[] = [
  { text: 'over current', severity: 'error' },
  { text: 'over voltage', severity: 'error' },
  { text: 'motor over temperature', severity: 'error' },
  { text: 'over speed', severity: 'error' },
  { text: 'inconsistent command', severity: 'error' },
  { text: 'motor stuck', severity: 'critical' },
  { text: 'generic failure', severity: 'error' },
  { text: 'motor temperature warning', severity: 'warning' },
  { text: 'temperature warning', severity: 'warning' },
  { text: 'over temperature', severity: 'error' },
];

/** From here on a temperature is in kelvin, as some drivers of UAVCAN controllers logged it. */
const leastKelvin = 200;
const zeroCelsius = 273.15;

/** esc_status: what each speed controller reports of itself. */
export function escInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  const onsets = new Onsets('diagnostics');
  return (field, place, findings) => {
    for (let index = 0; index < Math.min(maxEscs, field('esc_count')); index += 1) {
      const name = `${place.topic}: ESC ${index + 1}`;
      reportTemperature(name, field, index, place, findings);
      const rpm = field.value(`esc[${index}].esc_rpm`);
      const speed = unlessUnknown(rpm === undefined ? undefined : Math.abs(rpm), vehicle.armed !== false);
      reportStated('signal', `${name} speed`, speed, place, findings, 'rpm');
      const flags = field(`esc[${index}].failures`);
      for (const [bit, { text, severity }] of failures.entries()) {
        const describe = () => ({
          code: `${name}: ${text}`,
          severity,
          message: `Speed controller ${index + 1} reports: ${text} (failures ${flags}).`,
        });
        onsets.note(Math.floor(flags / 2 ** bit) % 2 === 1, `${index} ${text}`, describe, place, findings);
      }
    }
  };
}

function reportTemperature(
  name: string,
  field: FieldReader,
  index: number,
  ...[place, findings]: [Parameters<Px4Interpreter>[1], Parameters<Px4Interpreter>[2]]
): void {
  const logged = field.value(`esc[${index}].esc_temperature`);
  const celsius = logged !== undefined && logged >= leastKelvin ? logged - zeroCelsius : logged;
  reportStated('temperature_celsius', name, unlessZero(celsius), place, findings);
}
