import { StampTracker } from '../../summary/stamp-tracker.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { isLittleEndian, isPlain } from './cdr-encapsulation.ts';
import type { MessageSchema } from './decoder.ts';

/** Where the messages of a topic carry the stamp of a `std_msgs/Header`. */
export interface StampLayout {
  encoding: 'ros1' | 'cdr';
  /** Of the seconds, an unsigned or signed 32-bit integer; the nanoseconds follow. */
  at: number;
  /** Whether the messages are lists whose first element has the header: several senders may share the topic. */
  isList: boolean;
}

/** Bytes at the beginning of a message that hold its stamp, in any layout. */
export const mostStampBytes = 16;

/**
 * Standard types that begin with a header, by the packages of ROS 1 Noetic and ROS 2 Foxy to Kilted: bags in SQLite before
 * schema version 4 contain no definitions.
 */
const standardTypes =
  /^(sensor_msgs\/(BatteryState|CameraInfo|CompressedImage|FluidPressure|Image|Imu|JointState|Joy|LaserScan|MagneticField|MultiEchoLaserScan|NavSatFix|PointCloud2?|Range|Temperature)|nav_msgs\/Odometry|geometry_msgs\/(Accel|Pose|PoseWithCovariance|Transform|Twist|TwistWithCovariance|Wrench)Stamped)$/;

/** Lists of stamped transforms. */
const lists = /^(tf2_msgs\/TFMessage|tf\/tfMessage)$/;

/** A definition that begins with a header does so after comments and constants of at most this many bytes. */
const looksAt = 8_192;

/** Undefined if messages of this type do not begin with a header, or it is unknown. */
export function stampLayoutOf(schema: MessageSchema): StampLayout | undefined {
  const name = schema.name.replace('/msg/', '/');
  const isList = lists.test(name);
  const encoding = encodingOf(schema.encoding);
  if (!encoding || !(isList || standardTypes.test(name) || beginsWithHeader(schema))) return undefined;
  // ROS 1: a sequence number precedes the stamp. CDR: four bytes say how the message is encoded. Lists: their length.
  return { encoding, at: 4 + (isList ? 4 : 0), isList };
}

/** Recorders that did not find a definition leave it and its encoding out. */
function encodingOf(schemaEncoding: string): StampLayout['encoding'] | undefined {
  if (schemaEncoding === 'ros1msg') return 'ros1';
  return /^(ros2msg|ros2idl|)$/.test(schemaEncoding) ? 'cdr' : undefined;
}

function beginsWithHeader({ encoding, data }: MessageSchema): boolean {
  if (encoding === 'ros2idl') return false;
  const bytes = data.subarray(0, looksAt);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const line of text.split('\n')) {
    const field = line.replace(/#.*/, '').trim();
    if (field === '' || field.includes('=')) continue;
    return /^(std_msgs\/(msg\/)?)?Header\s/.test(field);
  }
  return false;
}

/** Reads the stamp of the message at `at`, which was recorded at `high` · 2^32 + `low` nanoseconds. */
export type StampReader = (
  view: DataView,
  at: number,
  size: number,
  high: number,
  low: number,
  offset: number,
) => void;

/**
 * Follows the stamps of a topic; undefined for messages without, or in another encoding than their schema is for.
 * Channels that share a topic share what is known of it.
 */
export function followStamps(
  tracker: TopicTracker,
  messageEncoding: string,
  layout: StampLayout | undefined,
): StampReader | undefined {
  if (layout?.encoding !== messageEncoding) return undefined;
  tracker.stamps ??= new StampTracker(layout.isList);
  return createStampReader(layout, tracker.stamps);
}

/** Reads no more than the eight bytes of the stamp: evaluated for each message. */
function createStampReader({ encoding, at: stampAt }: StampLayout, stamps: StampTracker): StampReader {
  const needed = stampAt + 8;
  if (encoding === 'ros1')
    return (view, at, size, high, low, offset) => {
      if (size < needed) return;
      stamps.add(
        view.getUint32(at + stampAt, true),
        view.getUint32(at + stampAt + 4, true),
        high,
        low,
        offset,
      );
    };
  return (view, at, size, high, low, offset) => {
    if (size < needed || !isPlain(view, at)) return;
    const little = isLittleEndian(view, at);
    stamps.add(
      view.getInt32(at + stampAt, little),
      view.getUint32(at + stampAt + 4, little),
      high,
      low,
      offset,
    );
  };
}
