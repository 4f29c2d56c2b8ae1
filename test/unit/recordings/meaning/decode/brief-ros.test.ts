import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemas } from '../../../../../samples/mcap/schemas.ts';
import { inRos1 } from '../../../../../samples/ros1bag/ros1-messages.ts';
import { createBriefDecoder } from '../../../../../src/recordings/meaning/decode/brief-ros.ts';
import { createDecoder } from '../../../../../src/recordings/meaning/decode/create-decoder.ts';
import type { Fields } from '../../../../../src/recordings/messages/message-sink.ts';

const kinds = [
  { name: 'CDR, little-endian', encoding: 'cdr', kind: 1 },
  { name: 'CDR, big-endian', encoding: 'cdr', kind: 0 },
  { name: 'ROS 1', encoding: 'ros1', kind: undefined },
] as const;
type Kind = (typeof kinds)[number];

/** Writes words, texts and doubles one after the other, as the encoding aligns them. */
class Writer {
  readonly #bytes: number[] = [];
  readonly #kind: Kind;

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  word(value: number): this {
    return this.#put(4, (view) => view.setUint32(0, value, this.#kind.kind !== 0));
  }

  double(value: number): this {
    return this.#put(8, (view) => view.setFloat64(0, value, this.#kind.kind !== 0));
  }

  text(text: string): this {
    const bytes = [...Buffer.from(text), ...(this.#kind.encoding === 'cdr' ? [0] : [])];
    this.word(bytes.length);
    this.#bytes.push(...bytes);
    return this;
  }

  header({ sec, nanosec, frame }: Header): this {
    if (this.#kind.encoding === 'ros1') this.word(7);
    return this.word(sec).word(nanosec).text(frame);
  }

  doubles(values: readonly number[]): this {
    for (const value of values) this.double(value);
    return this;
  }

  /** At an odd place of a larger buffer, as in a chunk. */
  done(): Uint8Array {
    const { kind } = this.#kind;
    const message = [...(kind === undefined ? [] : [0, kind, 0, 0]), ...this.#bytes];
    return Uint8Array.from([1, 2, 3, ...message, 9, 9, 9, 9]).subarray(3, 3 + message.length);
  }

  #put(size: number, write: (view: DataView) => void): this {
    while (this.#kind.encoding === 'cdr' && this.#bytes.length % size !== 0) this.#bytes.push(0);
    const bytes = new Uint8Array(size);
    write(new DataView(bytes.buffer));
    this.#bytes.push(...bytes);
    return this;
  }
}

interface Header {
  sec: number;
  nanosec: number;
  frame: string;
}

const transform = 'geometry_msgs/TransformStamped';
const separator = `\n${'='.repeat(80)}\n`;
const parts = schemas['nav_msgs/msg/Odometry'].split(/\n=+\n/);
const definitions = {
  'sensor_msgs/msg/Imu': schemas['sensor_msgs/msg/Imu'],
  'nav_msgs/msg/Odometry': schemas['nav_msgs/msg/Odometry'],
  'tf2_msgs/msg/TFMessage': [
    `${transform}[] transforms`,
    `MSG: ${transform}\nstd_msgs/Header header\nstring child_frame_id\ngeometry_msgs/Transform transform`,
    'MSG: geometry_msgs/Transform\ngeometry_msgs/Vector3 translation\ngeometry_msgs/Quaternion rotation',
    ...parts.filter((part) => /MSG: .*\/(Header|Time|Vector3|Quaternion)\n/.test(part)),
  ].join(separator),
};
type Name = keyof typeof definitions;

function schemaOf(name: Name, { encoding }: Kind, text = definitions[name]) {
  const data = Buffer.from(encoding === 'ros1' ? inRos1(text) : text);
  return {
    name: encoding === 'ros1' ? name.replace('/msg/', '/') : name,
    encoding: `${encoding === 'ros1' ? 'ros1' : 'ros2'}msg`,
    data,
  };
}

/** The brief message, the whole one, and whether the first was made by decoding all of it. */
function decoded(name: Name, kind: Kind, bytes: Uint8Array, text?: string) {
  const schema = schemaOf(name, kind, text);
  const whole = createDecoder(kind.encoding, schema);
  let isWhole = false;
  const read = createBriefDecoder(kind.encoding, schema, (message) => {
    isWhole = true;
    return whole?.(message);
  });
  const brief = read(bytes);
  return { brief, whole: whole?.(bytes), isWhole };
}

const isAscii = (text: string) => Buffer.byteLength(text) === text.length;

/** The header with what is read of it. */
function stamped(header: unknown) {
  const { stamp, frame_id } = header as {
    stamp: { sec: number; nanosec?: number; nsec?: number };
    frame_id: string;
  };
  return { stamp: { sec: stamp.sec, nanosec: stamp.nanosec ?? stamp.nsec }, frame_id };
}

const word = fc.nat(0xffff_ffff);
const header = fc.record({
  sec: word,
  nanosec: word,
  frame: fc.oneof(fc.constantFrom('', 'odom', 'base_link'), fc.string({ maxLength: 60, unit: 'grapheme' })),
});
const child = fc.string({ maxLength: 9, unit: 'grapheme-ascii' });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const doubles = (length: number) => fc.array(finite, { minLength: length, maxLength: length });

const transforms = fc.array(fc.tuple(header, child, doubles(7)), { maxLength: 4 });

const imu = (kind: Kind, first: Header, values: readonly number[]) =>
  new Writer(kind).header(first).doubles(values).done();
const still: Header = { sec: 1, nanosec: 2, frame: 'imu' };
const ones = new Array<number>(37).fill(1);

describe.each(kinds)('in $name', (kind) => {
  test('angular velocity and acceleration are the same to the last bit, without decoding', () => {
    fc.assert(
      fc.property(header, doubles(37), (first, values) => {
        const { brief, whole, isWhole } = decoded('sensor_msgs/msg/Imu', kind, imu(kind, first, values));
        expect(isWhole).toBe(false);
        const { angular_velocity, linear_acceleration } = whole as Fields;
        expect(brief).toEqual({ angular_velocity, linear_acceleration });
      }),
    );
  });

  test('frames, stamp and position of odometry are the same', () => {
    fc.assert(
      fc.property(header, child, doubles(85), (first, frame, values) => {
        const bytes = new Writer(kind).header(first).text(frame).doubles(values).done();
        const { brief, whole, isWhole } = decoded('nav_msgs/msg/Odometry', kind, bytes);
        expect(isWhole).toBe(!isAscii(first.frame));
        const { header, child_frame_id, pose } = whole as Fields & { pose: { pose: Fields } };
        if (!isWhole)
          expect(brief).toEqual({
            header: stamped(header),
            child_frame_id,
            pose: { pose: { position: pose.pose.position } },
          });
      }),
    );
  });

  test('frames, stamps and translations of transforms are the same', () => {
    fc.assert(
      fc.property(transforms, (list) => {
        const writer = new Writer(kind).word(list.length);
        for (const [first, frame, values] of list) writer.header(first).text(frame).doubles(values);
        const { brief, whole, isWhole } = decoded('tf2_msgs/msg/TFMessage', kind, writer.done());
        expect(isWhole).toBe(!list.every(([{ frame }]) => isAscii(frame)));
        const expected = (whole as { transforms: (Fields & { transform: Fields })[] }).transforms.map(
          ({ header, child_frame_id, transform: { translation } }) => ({
            header: stamped(header),
            child_frame_id,
            transform: { translation },
          }),
        );
        if (!isWhole) expect(brief).toEqual({ transforms: expected });
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a message with %d is decoded', (figure) => {
    for (const at of [13, 15, 25, 27])
      expect(decoded('sensor_msgs/msg/Imu', kind, imu(kind, still, ones.with(at, figure))).isWhole).toBe(
        true,
      );
    expect(decoded('sensor_msgs/msg/Imu', kind, imu(kind, still, ones.with(0, figure))).isWhole).toBe(false);
  });

  test('a message that is longer than its fields, or shorter, is decoded', () => {
    const bytes = imu(kind, still, ones);
    expect(decoded('sensor_msgs/msg/Imu', kind, Buffer.concat([bytes, Buffer.alloc(4)])).isWhole).toBe(true);
    for (let length = 0; length < bytes.length; length += 1)
      expect(() => decoded('sensor_msgs/msg/Imu', kind, bytes.slice(0, length))).toThrow();
  });

  test('so is one with another definition, as far as bytes are concerned', () => {
    const lines = definitions['sensor_msgs/msg/Imu'];
    const bytes = imu(kind, still, ones);
    for (const text of [
      lines.replace('angular_velocity\n', 'turning\n'),
      lines.replace('Vector3 linear_acceleration', 'Quaternion linear_acceleration').replaceAll('[9]', '[8]'),
      lines.replace('float64 y\n', 'float64 q\n'),
    ])
      expect(decoded('sensor_msgs/msg/Imu', kind, bytes, text).isWhole).toBe(true);
    const commented = lines.replace('\n', ' # where\nuint8 NO=1\n');
    expect(decoded('sensor_msgs/msg/Imu', kind, bytes, commented).isWhole).toBe(false);
  });
});

test('representations of CDR with other gaps are decoded', () => {
  const kind = kinds[0];
  const bytes = imu(kind, { ...still, frame: 'abc' }, ones);
  bytes[1] = 7;
  expect(decoded('sensor_msgs/msg/Imu', kind, bytes).isWhole).toBe(true);
});

test('other types, encodings and forms of definitions are decoded', () => {
  const decode = () => undefined;
  const schema = schemaOf('sensor_msgs/msg/Imu', kinds[0]);
  expect(createBriefDecoder('cdr', { ...schema, name: 'sensor_msgs/msg/Range' }, decode)).toBe(decode);
  expect(createBriefDecoder('cdr', { ...schema, encoding: 'omgidl' }, decode)).toBe(decode);
  expect(createBriefDecoder('json', schema, decode)).toBe(decode);
  expect(createBriefDecoder('cdr', schema, decode)).not.toBe(decode);
});
