import { reportStated, unlessZero } from '../report-figure.ts';
import type { MavlinkInterpreter } from './interpreter.ts';

/** Innovation relative to its tolerance, so that above 1 the measurement is rejected; 0 if it is not used. */
const ratios: Record<string, string> = {
  velocity: 'velocity',
  pos_horiz: 'position',
  pos_vert: 'height',
  compass: 'magnetometer',
  airspeed: 'airspeed',
};

/** EKF_STATUS_REPORT of ArduPilot, ESTIMATOR_STATUS of PX4. */
export function estimatorInterpreter(): MavlinkInterpreter {
  // For one topic, so that the names need not be created for each message.
  let sources: (readonly [field: string, source: string])[] | undefined;
  return (fields, place, findings) => {
    sources ??= Object.entries(ratios).map(([name, sensor]) => [name, `${place.topic}: ${sensor}`] as const);
    for (const [name, source] of sources) {
      reportStated('estimator_ratio', source, unlessZero(fields.value(name)), place, findings);
    }
  };
}
