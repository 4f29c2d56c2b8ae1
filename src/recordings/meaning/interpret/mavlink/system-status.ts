import type { Severity } from '../../../../domain/severity.ts';
import { chargeOnceKnown, reportBattery } from '../battery.ts';
import { Onsets } from '../onsets.ts';
import { reportFigure, reportStated, unlessZero } from '../report-figure.ts';
import type { MavlinkInterpreter, MavlinkSource } from './interpreter.ts';

const unknownVoltage = 65_535;

/** MAV_SYS_STATUS_SENSOR, only the components; the others are software functions. */
const sensors: readonly [bit: number, name: string, severity: Severity][] = [
  [0, 'gyroscope', 'error'],
  [1, 'accelerometer', 'error'],
  [2, 'magnetometer', 'error'],
  [3, 'barometer', 'error'],
  [4, 'airspeed sensor', 'warning'],
  [5, 'GPS', 'warning'],
  [6, 'optical flow', 'warning'],
  [8, 'laser position', 'warning'],
  [15, 'motor outputs', 'error'],
  [16, 'RC receiver', 'warning'],
  [17, 'second gyroscope', 'error'],
  [18, 'second accelerometer', 'error'],
  [19, 'second magnetometer', 'warning'],
  [21, 'attitude and heading', 'error'],
  [22, 'terrain data', 'warning'],
  [24, 'logging', 'warning'],
  [25, 'battery', 'error'],
  [26, 'proximity', 'warning'],
  [30, 'propulsion', 'error'],
];

const attitudeBit = 21;

/** SYS_STATUS: CPU load, level of the first battery, health of its components. */
export function statusInterpreter(source: MavlinkSource): MavlinkInterpreter {
  const onsets = new Onsets('diagnostics');
  const wereHealthy = new Set<string>();
  const known = chargeOnceKnown();
  return (fields, place, findings) => {
    source.hasStatus = true;
    const load = fields.number('load') / 10;
    reportFigure('cpu_percent', place.topic, load, place, findings);
    const millivolt = fields.number('voltage_battery');
    const battery = {
      voltage: millivolt === unknownVoltage ? ('unknown' as const) : millivolt / 1000,
      percent: known(fields.value('battery_remaining')),
      celsius: undefined,
    };
    reportBattery(battery, place, findings);
    const [used, health] = [fields.number('present') & fields.number('enabled'), fields.number('health')];
    for (const [bit, name, severity] of sensors) {
      const isUsed = hasBit(used, bit);
      const isHealthy = isUsed && hasBit(health, bit);
      if (isHealthy) wereHealthy.add(name);
      const describe = () => {
        const message = `The controller reports that a part is not healthy: ${name}.`;
        return { code: `${place.topic}: ${name} unhealthy`, severity, message };
      };
      // On the ground a part may still be starting; armed without it, the vehicle flies without it. The attitude is computed: it
      // starts anew with the filter, as often as the vehicle is moved before it is armed.
      const counts = source.armed === true || (wereHealthy.has(name) && bit !== attitudeBit);
      onsets.note(isUsed && !isHealthy && counts, name, describe, place, findings);
    }
  };
}

/** MAV_POWER_STATUS. */
const overcurrents: readonly [bit: number, name: string][] = [
  [3, 'peripherals'],
  [4, 'high-power peripherals'],
];

/** POWER_STATUS: supply voltages of the board, about 5 V, and of the servos; 0 is not measured. */
export function powerInterpreter(): MavlinkInterpreter {
  const onsets = new Onsets('diagnostics');
  return (fields, place, findings) => {
    const [board, servos] = [fields.number('Vcc') / 1000, fields.number('Vservo') / 1000];
    reportStated('rail_voltage', `${place.topic}: board`, unlessZero(board), place, findings);
    reportStated('signal', `${place.topic}: servos`, unlessZero(servos), place, findings, 'V');
    for (const [bit, name] of overcurrents) {
      const describe = () => {
        const message = `The supply of the ${name} is overloaded.`;
        return { code: `${place.topic}: overcurrent of ${name}`, severity: 'error', message } as const;
      };
      onsets.note(hasBit(fields.number('flags'), bit), name, describe, place, findings);
    }
  };
}

function hasBit(flags: number, bit: number): boolean {
  return ((flags >>> bit) & 1) === 1;
}
