import { type SchemaName, schemas } from '../mcap/schemas.ts';

/** `sensor_msgs/msg/Imu` (ROS 2) as ROS 1 names it. */
export function ros1Type(name: SchemaName): string {
  return name === 'rcl_interfaces/msg/Log' ? 'rosgraph_msgs/Log' : name.replace('/msg/', '/');
}

/** ROS 1 has its own type for times, a counter in each header, and no default values. */
export function ros1Definition(name: SchemaName): string {
  if (name === 'rcl_interfaces/msg/Log') return `${log}\n${headerOf(schemas['sensor_msgs/msg/Imu'])}`;
  return inRos1(schemas[name]);
}

/** The level of a ROS 2 log line (10, 20, … 50) is 1, 2, 4, 8, 16 in ROS 1. */
export function ros1Message(name: SchemaName, message: object, index: number): object {
  if (name !== 'rcl_interfaces/msg/Log') return inRos1Times(message, index);
  const { stamp, level, ...line } = message as { stamp: Stamp; level: number };
  const header = { seq: index, stamp: ros1Stamp(stamp), frame_id: '' };
  return { header, level: 2 ** (level / 10 - 1), ...line, topics: [] };
}

interface Stamp {
  sec: number;
  nanosec: number;
}

const log = `byte DEBUG=1
byte INFO=2
byte WARN=4
byte ERROR=8
byte FATAL=16
Header header
byte level
string name
string msg
string file
string function
uint32 line
string[] topics`;

/** A definition of ROS 2 as one of ROS 1. */
export function inRos1(definition: string): string {
  return definition
    .replace(/\n=+\nMSG: builtin_interfaces\/Time\nint32 sec\nuint32 nanosec/, '')
    .replaceAll('builtin_interfaces/Time', 'time')
    .replace('MSG: std_msgs/Header\n', 'MSG: std_msgs/Header\nuint32 seq\n')
    .replace(/^(float64 [xyzw]) \d$/gm, '$1')
    .replace(/^std_msgs\/Header header/, 'Header header');
}

function headerOf(definition: string): string {
  return /=+\nMSG: std_msgs\/Header\n[^=]*/.exec(inRos1(definition))?.[0].trimEnd() ?? '';
}

function inRos1Times(message: object, index: number): object {
  const { header } = message as { header?: { stamp: Stamp; frame_id: string } };
  if (!header) return message;
  return { ...message, header: { ...header, seq: index, stamp: ros1Stamp(header.stamp) } };
}

function ros1Stamp({ sec, nanosec }: Stamp): { sec: number; nsec: number } {
  return { sec, nsec: nanosec };
}
