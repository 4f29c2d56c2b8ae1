import { magneticChange } from '../magnetic-field.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import type { VehicleInfo } from './vehicle-info.ts';

/** MAG: the field at a compass in milligauss. */
export function compassInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  const change = magneticChange();
  return (fields, place, findings) => {
    const field = [fields.number('MagX'), fields.number('MagY'), fields.number('MagZ')] as const;
    change(field, vehicle.armed, place, findings);
  };
}

/** ATT: roll and pitch in degrees, wanted and achieved, of a copter in flight; other vehicles lean by design. */
export function attitudeInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  return (fields, place, findings) => {
    if (vehicle.armed !== true || vehicle.kind !== 'copter') return;
    const roll = Math.abs(fields.number('DesRoll') - fields.number('Roll'));
    const pitch = Math.abs(fields.number('DesPitch') - fields.number('Pitch'));
    const off = Math.max(roll, pitch);
    if (off >= 0 && off <= 180) findings.metric('attitude_error_degrees', place.topic, off, place);
  };
}
