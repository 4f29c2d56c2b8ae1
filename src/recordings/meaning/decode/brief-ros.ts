import type { Fields } from '../../messages/message-sink.ts';
import type { Decoder, MessageSchema } from './decoder.ts';
import { type RosDefinition, rosDefinitions } from './ros.ts';
import { RosCursor, type RosEncoding } from './ros-cursor.ts';

/** What is asked of a message; undefined if its bytes are not exactly as the definition says, or a figure is not finite. */
type BriefReader = (cursor: RosCursor) => Fields | undefined;

const vector = '{x:float64 y:float64 z:float64}';
const quaternion = '{x:float64 y:float64 z:float64 w:float64}';
const stamped = (encoding: RosEncoding) =>
  `header:{${encoding === 'ros1' ? 'seq:uint32 ' : ''}stamp:time frame_id:string}`;
const framed = (encoding: RosEncoding) => `${stamped(encoding)} child_frame_id:string`;
const transforms = {
  layout: (encoding: RosEncoding) =>
    `transforms:{${framed(encoding)} transform:{translation:${vector} rotation:${quaternion}}}[]`,
  read: readTransforms,
};

/** The messages that come most often and are decoded for a few of their fields, with their definitions as `layoutOf` gives them. */
const types = new Map<string, { layout(encoding: RosEncoding): string; read: BriefReader }>([
  [
    'sensor_msgs/Imu',
    {
      layout: (encoding) =>
        [
          stamped(encoding),
          `orientation:${quaternion} orientation_covariance:float64[9]`,
          `angular_velocity:${vector} angular_velocity_covariance:float64[9]`,
          `linear_acceleration:${vector} linear_acceleration_covariance:float64[9]`,
        ].join(' '),
      read: readImu,
    },
  ],
  [
    'nav_msgs/Odometry',
    {
      layout: (encoding) =>
        [
          framed(encoding),
          `pose:{pose:{position:${vector} orientation:${quaternion}} covariance:float64[36]}`,
          `twist:{twist:{linear:${vector} angular:${vector}} covariance:float64[36]}`,
        ].join(' '),
      read: readOdometry,
    },
  ],
  ['tf2_msgs/TFMessage', transforms],
  ['tf/tfMessage', transforms],
]);

/**
 * A decoder that reads of inertial measurements the angular velocity and the acceleration, of odometry and transforms the frames, stamps
 * and positions, by their place in the bytes: a fraction of the time of decoding all fields. `decode` is called for messages
 * in which one of these vectors, or the orientation that goes with a position, is not finite, and for all whose bytes are in any way
 * unusual; and it is what is returned for other types, encodings and definitions.
 */
export function createBriefDecoder(messageEncoding: string, schema: MessageSchema, decode: Decoder): Decoder {
  if (messageEncoding !== 'cdr' && messageEncoding !== 'ros1') return decode;
  const type = types.get(schema.name.replace('/msg/', '/'));
  const definitions = type && rosDefinitions(messageEncoding, schema);
  if (!definitions || layoutOf(definitions) !== type.layout(messageEncoding)) return decode;
  return (bytes) => {
    const cursor = RosCursor.at(messageEncoding, bytes);
    return (cursor && type.read(cursor)) ?? decode(bytes);
  };
}

/** Levels of messages in messages in the layouts above. */
const deepest = 4;

/** Names and types of all fields in their order, without constants and default values. */
function layoutOf([root, ...others]: readonly RosDefinition[]): string {
  // The decoders differ in what they take for the message then.
  if (others.some(({ name }) => !name)) return '';
  const byName = new Map(others.map((definition) => [definition.name, definition]));
  const text = (definition: RosDefinition | undefined, depth: number): string =>
    (depth > deepest ? [] : (definition?.definitions ?? []))
      .filter(({ isConstant }) => !isConstant)
      .map(({ name, type, isComplex, isArray, arrayLength }) => {
        const of = isComplex ? `{${text(byName.get(type), depth + 1)}}` : type;
        return `${name}:${of}${isArray ? `[${arrayLength ?? ''}]` : ''}`;
      })
      .join(' ');
  return text(root, 0);
}

function readImu(cursor: RosCursor): Fields | undefined {
  cursor.passHeader();
  // Quaternion, its covariance, angular velocity at 13, its covariance, acceleration at 25, its covariance.
  const doubles = cursor.doubles(37);
  if (!cursor.isAtEnd || !cursor.areFinite(doubles, 13, 3) || !cursor.areFinite(doubles, 25, 3))
    return undefined;
  return {
    angular_velocity: cursor.vector(doubles, 13),
    linear_acceleration: cursor.vector(doubles, 25),
  };
}

function readOdometry(cursor: RosCursor): Fields | undefined {
  const header = cursor.header();
  const child = cursor.text();
  // Position and orientation, their covariance, the twist, its covariance.
  const doubles = cursor.doubles(85);
  if (!header || child === undefined || !cursor.isAtEnd || !cursor.areFinite(doubles, 0, 7)) return undefined;
  return { header, child_frame_id: child, pose: { pose: { position: cursor.vector(doubles, 0) } } };
}

function readTransforms(cursor: RosCursor): Fields | undefined {
  const transforms: Fields[] = [];
  const count = cursor.word();
  for (let i = 0; i < count; i += 1) {
    const header = cursor.header();
    const child = cursor.text();
    // Translation and rotation.
    const doubles = cursor.doubles(7);
    if (!header || child === undefined || cursor.isBehindEnd || !cursor.areFinite(doubles, 0, 7))
      return undefined;
    transforms.push({
      header,
      child_frame_id: child,
      transform: { translation: cursor.vector(doubles, 0) },
    });
  }
  return cursor.isAtEnd ? { transforms } : undefined;
}
