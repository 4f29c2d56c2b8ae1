import { tiltReporter } from '../tipped-over.ts';
import type { FieldReader, Px4Interpreter, Px4Vehicle, Quaternion } from './interpreter.ts';

/** Nanoseconds; an older setpoint is not that of now. */
const longestAge = 500_000_000n;

/** vehicle_attitude_setpoint: the attitude that the controller wants (`q_d`). */
export function setpointInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  return (field, place) => {
    const q = quaternion(field, 'q_d');
    if (q) vehicle.setpoint = { q, timeNs: place.timeNs };
  };
}

/** vehicle_attitude: how far a hovering vehicle leans from where it should, in degrees; heading is left out. */
export function attitudeInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  const tilt = tiltReporter();
  return (field, place, findings) => {
    const { armed, rotary, acrobatic, setpoint } = vehicle;
    const q = armed === true && rotary === true ? quaternion(field, 'q') : undefined;
    tilt(q && acrobatic !== true ? tiltOf(q) : Number.NaN, place, findings);
    if (!q || !setpoint || place.timeNs - setpoint.timeNs > longestAge) return;
    const [ax, ay, az] = down(q);
    const [bx, by, bz] = down(setpoint.q);
    const cosine = Math.max(-1, Math.min(1, ax * bx + ay * by + az * bz));
    findings.metric('attitude_error_degrees', place.topic, (Math.acos(cosine) * 180) / Math.PI, place);
  };
}

function quaternion(field: FieldReader, name: string): Quaternion | undefined {
  const q = [field(name, 0), field(name, 1), field(name, 2), field(name, 3)] as const;
  const norm = Math.hypot(...q);
  if (!(norm > 0.5 && norm < 1.5)) return undefined;
  return [q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm];
}

/** Degrees between the vertical of a vehicle and that of the world. */
function tiltOf(q: Quaternion): number {
  return (Math.acos(Math.max(-1, Math.min(1, down(q)[2]))) * 180) / Math.PI;
}

/** The world's vertical seen from the body: the third row of the rotation matrix. It knows no heading. */
function down([w, x, y, z]: Quaternion): [x: number, y: number, z: number] {
  return [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)];
}
