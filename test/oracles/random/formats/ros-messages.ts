import fc from 'fast-check';
import { createRandom, type Random } from '../../../../samples/random.ts';

const types = [
  'bool',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float32',
  'float64',
  'string',
] as const;

interface RosField {
  name: string;
  type: string;
  /** undefined: one value; 0: as many as there are. */
  length: number | undefined;
}

/** A type of messages with a second one inside, in the definition that both versions of ROS share. */
export interface RosType {
  /** Of ROS 2; ROS 1 leaves `/msg` out. */
  name: string;
  fields: readonly RosField[];
  inner: readonly RosField[];
}

export interface RosRecording {
  topics: { name: string; type: RosType }[];
  /** In the order of the file. */
  messages: { topic: number; timeNs: bigint; value: object }[];
}

const lengths = [undefined, undefined, undefined, 0, 3];

const fields = (prefix: string, maxLength: number) =>
  fc
    .array(fc.record({ type: fc.constantFrom(...types), length: fc.constantFrom(...lengths) }), {
      minLength: 1,
      maxLength,
      size: 'max',
    })
    .map((list): RosField[] => list.map((field, index) => ({ name: `${prefix}${index}`, ...field })));

const recordings = fc
  .record({
    startNs: fc.bigInt({ min: 1_000_000_000_000_000_000n, max: 2_000_000_000_000_000_000n }),
    types: fc.array(
      fc.record({ fields: fields('f', 8), inner: fields('g', 3), innerLength: fc.constantFrom(...lengths) }),
      { minLength: 1, maxLength: 3, size: 'max' },
    ),
    topics: fc.array(fc.nat(100), { minLength: 1, maxLength: 6, size: 'max' }),
    messages: fc.array(
      fc.record({
        topic: fc.nat(100),
        stepNs: fc.oneof(
          fc.bigInt({ min: 0n, max: 50_000_000n }),
          fc.bigInt({ min: -20_000_000n, max: 3_000_000_000n }),
        ),
        seed: fc.integer(),
      }),
      { minLength: 1, maxLength: 80, size: 'max' },
    ),
  })
  .map(({ startNs, types: kinds, topics, messages }): RosRecording => {
    const defined = kinds.map(({ fields: outer, inner, innerLength }, index): RosType => {
      const nested = { name: 'nested', type: `random_msgs/Inner${index}`, length: innerLength };
      return { name: `random_msgs/msg/Random${index}`, fields: [...outer, nested], inner };
    });
    const named = topics.map((kind, index) => ({
      name: `/random/topic_${index}`,
      type: defined[kind % defined.length] as RosType,
    }));
    let timeNs = startNs;
    return {
      topics: named,
      messages: messages.map(({ topic, stepNs, seed }) => {
        timeNs += stepNs;
        const index = topic % named.length;
        const type = (named[index] as { type: RosType }).type;
        return { topic: index, timeNs, value: randomValue(type, type.fields, createRandom(seed)) };
      }),
    };
  });

export function rosRecordings(): fc.Arbitrary<RosRecording> {
  return recordings;
}

/** As both versions write it in their files: the inner type behind the outer one. */
export function rosDefinition({ fields: outer, inner, name }: RosType): string {
  const innerName = name.replace('/msg/Random', '/Inner');
  return `${text(outer)}\n${'='.repeat(80)}\nMSG: ${innerName}\n${text(inner)}`;
}

function text(list: readonly RosField[]): string {
  return list.map(({ type, length, name }) => `${type}${brackets(length)} ${name}`).join('\n');
}

function brackets(length: number | undefined): string {
  if (length === undefined) return '';
  return length === 0 ? '[]' : `[${length}]`;
}

function randomValue(type: RosType, list: readonly RosField[], random: Random): Record<string, unknown> {
  return Object.fromEntries(
    list.map(({ name, type: each, length }) => {
      const one = () =>
        each.includes('/') ? randomValue(type, type.inner, random) : primitive(each, random);
      if (length === undefined) return [name, one()];
      return [name, Array.from({ length: length || Math.floor(random.next() * 4) }, one)];
    }),
  );
}

function primitive(type: string, random: Random): unknown {
  const bytes = Buffer.from(random.bytes(8));
  switch (type) {
    case 'bool':
      return random.next() < 0.5;
    case 'int8':
      return bytes.readInt8();
    case 'uint8':
      return bytes.readUInt8();
    case 'int16':
      return bytes.readInt16LE();
    case 'uint16':
      return bytes.readUInt16LE();
    case 'int32':
      return bytes.readInt32LE();
    case 'uint32':
      return bytes.readUInt32LE();
    case 'int64':
      return bytes.readBigInt64LE();
    case 'uint64':
      return bytes.readBigUInt64LE();
    case 'string':
      return 'text'.repeat(bytes.readUInt8() % 4);
    default:
      return (random.next() - 0.5) * 10 ** Math.floor(random.next() * 12 - 4);
  }
}
