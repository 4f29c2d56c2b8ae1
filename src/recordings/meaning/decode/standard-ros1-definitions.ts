import { standardDefinitions } from './standard-definitions.ts';

const log = [
  'Header header',
  'byte level',
  'string name',
  'string msg',
  'string file',
  'string function',
  'uint32 line',
  'string[] topics',
].join('\n');
const separator = `\n${'='.repeat(80)}\n`;
const header = 'MSG: std_msgs/Header\nuint32 seq\ntime stamp\nstring frame_id';

/**
 * Types, MD5 sums and definitions of diagnostic types in ROS 1 (Noetic): publishers other than roscpp and rospy often
 * send no definition, so the recorder has none. The sum identifies the version of the type.
 */
const definitions: [type: string, sum: string, text: string][] = [
  [
    'diagnostic_msgs/DiagnosticArray',
    '60810da900de1dd6ddd437c3503511da',
    ros1Text('diagnostic_msgs/msg/DiagnosticArray'),
  ],
  [
    'diagnostic_msgs/DiagnosticStatus',
    'd0ce08bc6e5ba34c7754f563a9cabaf1',
    ros1Text('diagnostic_msgs/msg/DiagnosticStatus'),
  ],
  ['rosgraph_msgs/Log', 'acffd30cd6b6de30f120938c17c593fb', `${log}${separator}${header}`],
  ['sensor_msgs/BatteryState', '4ddae7f048e32fda22cac764685e3974', ros1Text('sensor_msgs/msg/BatteryState')],
  ['sensor_msgs/NavSatFix', '2d3a8cd499b9b4a0249fb98fd05cfa48', ros1Text('sensor_msgs/msg/NavSatFix')],
  ['sensor_msgs/Temperature', 'ff71b307acdbe7c871a5a6d7ed359100', ros1Text('sensor_msgs/msg/Temperature')],
  ['std_msgs/Float32', '73fcbf46b49191e672908e50842a83d4', 'float32 data'],
  ['std_msgs/Float64', 'fdb28210bfa9d7c91146260178d9a584', 'float64 data'],
  ['std_msgs/Int8', '27ffa0c9c4b8fb8492252bcad9e5c57b', 'int8 data'],
  ['std_msgs/Int16', '8524586e34fbd7cb1c08c5f5f1ca0e57', 'int16 data'],
  ['std_msgs/Int32', 'da5909fbe378aeaf85e547e830cc1bb7', 'int32 data'],
  ['std_msgs/Int64', '34add168574510e6e17f5d23ecc077ef', 'int64 data'],
  ['std_msgs/UInt8', '7c8164229e7d2c17eb95e9231617fdee', 'uint8 data'],
  ['std_msgs/UInt16', '1df79edf208b629fe6b81923a544552d', 'uint16 data'],
  ['std_msgs/UInt32', '304a39449588c7f8ce2df6e8001c5fce', 'uint32 data'],
  ['std_msgs/UInt64', '1b2a79973e8bf53d7b53acb71299cb57', 'uint64 data'],
];

/** Matches any sum. */
const anySum = '*';

const byType = new Map(definitions.map(([type, sum, text]) => [type, { sum, data: Buffer.from(text) }]));

/** The definition of a type of ROS 1 with this MD5 sum, if none was recorded; `sum` is '' if it is unknown too. */
export function standardRos1Definition(type: string, sum: string): Uint8Array | undefined {
  const known = byType.get(type);
  return known && (sum === known.sum || sum === anySum || sum === '') ? known.data : undefined;
}

/** ROS 1 has its own type for times, and a counter in each header. */
function ros1Text(ros2Type: string): string {
  const text = Buffer.from(standardDefinitions.get(ros2Type) ?? []).toString();
  return text
    .split(separator)
    .filter((part) => !part.startsWith('MSG: builtin_interfaces/Time'))
    .map((part) => (part.startsWith('MSG: std_msgs/Header') ? header : part))
    .join(separator)
    .replaceAll('builtin_interfaces/Time', 'time');
}
