import { magneticChange } from '../magnetic-field.ts';
import { tiltOf, tiltReporter } from '../tipped-over.ts';
import { healthReporter } from './health.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import { hovers, turnsOver, type VehicleInfo } from './vehicle-info.ts';

const radian = Math.PI / 180;

/** MAG: the field at a compass in milligauss. */
export function compassInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  const change = magneticChange();
  const health = healthReporter('compass', vehicle);
  return (fields, place, findings) => {
    health(fields, place, findings);
    const field = [fields.number('MagX'), fields.number('MagY'), fields.number('MagZ')] as const;
    change(field, vehicle.armed, place, findings);
  };
}

/** Degrees from one angle to another, the shorter way round. */
const apart = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180);

/** ATT: roll and pitch in degrees, wanted and achieved, of a vehicle that hovers; others lean by design. */
export function attitudeInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  const tilt = tiltReporter();
  return (fields, place, findings) => {
    if (!hovers(vehicle)) {
      tilt(Number.NaN, place, findings);
      return;
    }
    const [roll, pitch] = [fields.number('Roll'), fields.number('Pitch')];
    const off = Math.max(apart(fields.number('DesRoll'), roll), apart(fields.number('DesPitch'), pitch));
    if (off >= 0) findings.metric('attitude_error_degrees', place.topic, off, place);
    tilt(turnsOver(vehicle) ? Number.NaN : tiltOf(roll * radian, pitch * radian), place, findings);
  };
}
