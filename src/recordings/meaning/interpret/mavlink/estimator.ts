import type { MavlinkInterpreter } from './interpreter.ts';

/** Innovation over what is tolerated, so that above 1 the measurement is rejected. */
const ratios: Record<string, string> = {
  velocity: 'velocity',
  pos_horiz: 'position',
  pos_vert: 'height',
  compass: 'magnetometer',
  airspeed: 'airspeed',
};

/** EKF_STATUS_REPORT of ArduPilot, ESTIMATOR_STATUS of PX4. */
export function estimatorInterpreter(): MavlinkInterpreter {
  return (fields, place, findings) => {
    for (const [name, sensor] of Object.entries(ratios)) {
      const ratio = fields.number(name);
      if (ratio > 0) findings.metric('estimator_ratio', `${place.topic}: ${sensor}`, ratio, place);
    }
  };
}
