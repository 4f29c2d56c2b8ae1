import { reportStated } from '../report-figure.ts';
import type { Px4Interpreter, Px4Vehicle } from './interpreter.ts';

/** vehicle_imu_status: accelerometer noise in m/s², and how often it exceeded its range since the start. */
export function vibrationInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  let clipped = Number.NaN;
  return (field, place, findings) => {
    reportStated('vibration', place.topic, field.value('accel_vibration_metric'), place, findings);
    const now = field('accel_clipping', 0) + field('accel_clipping', 1) + field('accel_clipping', 2);
    // Handling on the ground shakes more than flight does.
    if (now > clipped && vehicle.armed !== false) {
      const message = `The accelerometer went beyond its range ${now - clipped} times since the message before.`;
      findings.code(
        {
          code: `${place.topic}: accelerometer clipping`,
          source: 'diagnostics',
          severity: 'warning',
          message,
        },
        place,
      );
    }
    clipped = now;
  };
}
