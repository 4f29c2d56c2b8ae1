import { magneticChange } from '../magnetic-field.ts';
import type { Px4Interpreter, Px4Vehicle } from './interpreter.ts';

/** vehicle_magnetometer: the calibrated field in gauss. */
export function magnetometerInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  const change = magneticChange();
  return (field, place, findings) => {
    const at = (axis: number) => field('magnetometer_ga', axis);
    change([at(0), at(1), at(2)], vehicle.armed, place, findings);
  };
}
