import { expect, test } from 'vitest';
import { createMessageHandler } from '../../../../../src/recordings/meaning/interpret/message-handler.ts';

const vector = '================\nMSG: geometry_msgs/Vector3\nfloat64 x\nfloat64 y\nfloat64 z';
const twist = `geometry_msgs/Vector3 linear\ngeometry_msgs/Vector3 angular\n${vector}`;
const nine = `float64[9] angular_velocity_covariance\n`;
const imu = `geometry_msgs/Vector3 angular_velocity\n${nine}geometry_msgs/Vector3 linear_acceleration\n${vector}`;
const transforms = `geometry_msgs/TransformStamped[] transforms
================
MSG: geometry_msgs/TransformStamped
string child_frame_id
geometry_msgs/Transform transform
================
MSG: geometry_msgs/Transform
geometry_msgs/Vector3 translation
geometry_msgs/Quaternion rotation
================
MSG: geometry_msgs/Quaternion
float64 x
float64 y
float64 z
float64 w
${vector}`;

/** What is reported of ROS 1 messages on /t, each with its content. */
function reported(name: string, definition: string, messages: readonly Uint8Array[]) {
  const found: string[] = [];
  const handle = createMessageHandler(
    {
      topic: '/t',
      messageEncoding: 'ros1',
      schema: { name, encoding: 'ros1msg', data: Buffer.from(definition) },
    },
    {
      code: ({ source, severity, code, message }) =>
        void found.push(`${source} ${severity}: ${code} (${message})`),
      metric: () => undefined,
      log: () => undefined,
      omit: () => undefined,
    },
  );
  const wanted = messages.map((bytes) => handle?.(bytes, { timeNs: 5n, topic: '/t' }));
  return { found, wanted };
}

const doubles = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer);

test('a command that is no number is reported once a message, whatever else is wrong in it', () => {
  const messages = [
    doubles(0.4, 0, 0, 0, 0, -0.2),
    doubles(0.4, 0, 0, 0, 0, Number.NEGATIVE_INFINITY),
    doubles(Number.NaN, 0, Number.NaN, 0, 0, Number.NaN),
  ];
  expect(reported('geometry_msgs/Twist', twist, messages)).toEqual({
    found: [
      'not-finite warning: /t: angular is not finite (angular.z is -Infinity.)',
      'not-finite warning: /t: linear is not finite (linear.x is NaN.)',
    ],
    wanted: [true, true, true],
  });
});

test('a finite command is never taken for one that is none', () => {
  const extremes = [0, -0, 5e-324, -1e-310, Number.MAX_VALUE, -Number.MAX_VALUE];
  expect(reported('geometry_msgs/msg/Twist', twist, [doubles(...extremes)]).found).toEqual([]);
});

test('what an IMU says that it does not measure may be anything', () => {
  const message = (covariance: number) => {
    const covariances = [covariance, ...new Array<number>(8).fill(0)];
    return doubles(Number.NaN, 0, 0, ...covariances, 0, 0, 9.81);
  };
  expect(reported('sensor_msgs/Imu', imu, [message(-1)]).found).toEqual([]);
  expect(reported('sensor_msgs/Imu', imu, [message(0)]).found).toEqual([
    'not-finite warning: /t: angular_velocity is not finite (angular_velocity.x is NaN.)',
  ]);
});

test('one transform of several is found', () => {
  const transform = (x: number) => [...uint32(0), ...doubles(x, 0, 0, 0, 0, 0, 1)];
  const message = Uint8Array.from([...uint32(3), ...transform(1), ...transform(Number.NaN), ...transform(2)]);
  expect(reported('tf2_msgs/TFMessage', transforms, [message]).found).toEqual([
    'not-finite warning: /t: transform.translation is not finite (transform.translation.x is NaN.)',
  ]);
});

test('a message of another form is only counted', () => {
  const { found, wanted } = reported('geometry_msgs/Twist', 'float64 linear', [doubles(Number.NaN)]);
  expect({ found, wanted }).toEqual({ found: [], wanted: [true] });
  const short = new Array<Uint8Array>(6).fill(doubles(1));
  expect(reported('geometry_msgs/Twist', twist, short).found).toEqual([]);
  expect(reported('geometry_msgs/Twist', twist, short).wanted).toContain(false);
});

test('what may be unknown is not looked at', () => {
  const fix = 'float64 latitude\nfloat64 longitude';
  expect(reported('sensor_msgs/NavSatFix', fix, [doubles(Number.NaN, Number.NaN)]).found).toEqual([]);
  expect(reported('sensor_msgs/Range', 'float64 range', [doubles(Number.POSITIVE_INFINITY)]).found).toEqual(
    [],
  );
});

function uint32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}
