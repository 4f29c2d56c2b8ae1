import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { type Fields, type Interpreter, isFields } from './interpreter.ts';

/**
 * Vectors and quaternions in which NaN and infinity have no meaning, by the name of the message: commands of speed (the
 * controllers of ros2_control ignore such a command), transforms (tf2 refuses them: `TF_NAN_INPUT`), poses, and inertial
 * measurements. Not here is what may be unknown, such as the speed in odometry, a fix, a range or the effort of a joint.
 */
const figures = new Map<string, readonly string[]>([
  ['geometry_msgs/Twist', ['linear', 'angular']],
  ['geometry_msgs/TwistStamped', ['twist.linear', 'twist.angular']],
  ['ackermann_msgs/AckermannDrive', ['']],
  ['ackermann_msgs/AckermannDriveStamped', ['drive']],
  ['geometry_msgs/Pose', ['position', 'orientation']],
  ['geometry_msgs/PoseStamped', ['pose.position', 'pose.orientation']],
  ['geometry_msgs/PoseWithCovarianceStamped', ['pose.pose.position', 'pose.pose.orientation']],
  ['geometry_msgs/TransformStamped', ['transform.translation', 'transform.rotation']],
  ['nav_msgs/Odometry', ['pose.pose.position', 'pose.pose.orientation']],
  ['sensor_msgs/Imu', ['angular_velocity', 'linear_acceleration']],
  ['visualization_msgs/Marker', ['pose.position', 'pose.orientation']],
]);

/** Lists of messages that are in the table above. */
const lists = new Map<string, { list: string; of: string }>([
  ['tf2_msgs/TFMessage', { list: 'transforms', of: 'geometry_msgs/TransformStamped' }],
  ['tf/tfMessage', { list: 'transforms', of: 'geometry_msgs/TransformStamped' }],
]);

/** First element of the covariance of a quantity that an IMU does not measure (sensor_msgs/Imu). */
const notMeasured = -1;

/** Whether figures of messages of this schema are looked at, and nothing else of them. */
export function hasFiniteFigures(schemaName: string): boolean {
  return figures.has(schemaName) || lists.has(schemaName);
}

/** Reports each message in which a figure is NaN or infinite that has to be a number; undefined for other schemas. */
export function finiteFiguresInterpreter(schemaName: string): Interpreter | undefined {
  const { list, of } = lists.get(schemaName) ?? {};
  const paths = figures.get(of ?? schemaName)?.map((path) => path.split('.').filter((name) => name !== ''));
  if (!paths) return undefined;
  return (message, place, findings) => {
    const each = list === undefined ? [message] : message[list];
    if (!Array.isArray(each)) return;
    for (const one of each) if (isFields(one) && report(one, paths, place, findings)) return;
  };
}

/** One code a message, however much of it is wrong. */
function report(message: Fields, paths: readonly string[][], place: Place, findings: Findings): boolean {
  for (const path of paths) {
    const quantity = at(message, path);
    const wrong = quantity && firstNotFinite(quantity);
    if (!wrong || isNotMeasured(message, path)) continue;
    findings.code(
      {
        code: `${place.topic}: ${path.join('.') || wrong} is not finite`,
        source: 'not-finite',
        severity: 'warning',
        message: `${[...path, wrong].join('.')} is ${String(quantity[wrong])}.`,
      },
      place,
    );
    return true;
  }
  return false;
}

function at(message: Fields, path: readonly string[]): Fields | undefined {
  let found: unknown = message;
  for (const name of path) {
    if (!isFields(found)) return undefined;
    found = found[name];
  }
  return isFields(found) ? found : undefined;
}

function firstNotFinite(quantity: Fields): string | undefined {
  for (const name in quantity) {
    const value = quantity[name];
    if (typeof value === 'number' && !Number.isFinite(value)) return name;
  }
  return undefined;
}

function isNotMeasured(message: Fields, path: readonly string[]): boolean {
  const covariance = message[`${path.join('.')}_covariance`];
  return (Array.isArray(covariance) || covariance instanceof Float64Array) && covariance[0] === notMeasured;
}
