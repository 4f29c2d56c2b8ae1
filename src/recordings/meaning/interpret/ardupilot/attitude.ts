import { magneticChange } from '../magnetic-field.ts';
import { tiltOf, tiltReporter } from '../tipped-over.ts';
import { healthReporter } from './health.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import { acrobatic, type VehicleInfo } from './vehicle-info.ts';

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

/** ATT: roll and pitch in degrees, wanted and achieved, of a copter in flight; other vehicles lean by design. */
export function attitudeInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  const tilt = tiltReporter();
  return (fields, place, findings) => {
    if (vehicle.armed !== true || vehicle.kind !== 'copter') {
      tilt(Number.NaN, place, findings);
      return;
    }
    const [roll, pitch] = [fields.number('Roll'), fields.number('Pitch')];
    const off = Math.max(
      Math.abs(fields.number('DesRoll') - roll),
      Math.abs(fields.number('DesPitch') - pitch),
    );
    if (off >= 0 && off <= 180) findings.metric('attitude_error_degrees', place.topic, off, place);
    tilt(
      acrobatic.has(vehicle.mode ?? -1) ? Number.NaN : tiltOf(roll * radian, pitch * radian),
      place,
      findings,
    );
  };
}
