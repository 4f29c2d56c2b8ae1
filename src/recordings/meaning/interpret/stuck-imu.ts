import type { Place } from '../../summary/occurrence.ts';
import { type Fields, type Interpreter, isFields, numberOf } from './interpreter.ts';

/** For how long nothing may change, in nanoseconds: controllers and estimators take a sensor for lost long before. */
const leastNs = 5_000_000_000n;
/** Messages without a change in this time: of fewer it is no stream. */
const leastStill = 50;
/** Messages before, and the share of them that has to differ from the one before: else the driver repeats each reading. */
const leastBefore = 100;
const leastTexture = 0.9;
/**
 * In rad/s: what a gyroscope at rest shows by its bias and noise (consumer ones 0.001 to 0.02); a simulated one at rest, which may
 * repeat its readings rightly, shows less.
 */
const leastTurning = 0.001;

/**
 * Reports an inertial sensor whose six figures stop to change in any bit, after they have changed with each message.
 * Undefined for other schemas.
 */
export function stuckImuInterpreter(schemaName: string): Interpreter | undefined {
  if (schemaName !== 'sensor_msgs/Imu') return undefined;
  const latest = new Float64Array(6);
  const reading = new Float64Array(6);
  let [count, changes, still] = [0, 0, 0];
  let since: Place | undefined;
  return (message, place, findings) => {
    if (!readInto(reading, message)) return;
    count += 1;
    if (!reading.every((value, i) => value === latest[i])) {
      latest.set(reading);
      if (still >= leastStill) count -= still;
      changes += 1;
      still = 0;
      since = { ...place };
      return;
    }
    still += 1;
    const isStuck = since !== undefined && still >= leastStill && place.timeNs - since.timeNs >= leastNs;
    if (!since || !isStuck) return;
    const at = since;
    // Once for each time that it stops.
    since = undefined;
    const before = count - still;
    const turning = Math.max(...latest.subarray(0, 3).map(Math.abs));
    if (before < leastBefore || changes < leastTexture * before || turning < leastTurning) return;
    findings.code(
      {
        code: `${at.topic}: readings stand still`,
        source: 'stuck',
        severity: 'warning',
        message: `All six figures are the same to the last bit for 5 s or more, ${still} messages in a row.`,
      },
      at,
    );
  };
}

/** Angular velocity, then acceleration; false if the message has not both. */
function readInto(reading: Float64Array, { angular_velocity, linear_acceleration }: Fields): boolean {
  if (!isFields(angular_velocity) || !isFields(linear_acceleration)) return false;
  [angular_velocity, linear_acceleration].forEach(({ x, y, z }, i) => {
    reading[3 * i] = numberOf(x);
    reading[3 * i + 1] = numberOf(y);
    reading[3 * i + 2] = numberOf(z);
  });
  return true;
}
