import { parse } from '@foxglove/rosmsg';
import { MessageWriter as Ros1Writer } from '@foxglove/rosmsg-serialization';
import { MessageWriter as Ros2Writer } from '@foxglove/rosmsg2-serialization';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../../../../src/recordings/meaning/decode/create-decoder.ts';
import type { Decoder } from '../../../../../src/recordings/meaning/decode/decoder.ts';
import { createRosVisitor } from '../../../../../src/recordings/meaning/decode/visit-ros.ts';
import type { Fields } from '../../../../../src/recordings/messages/message-sink.ts';
import { FieldTree } from '../../../../../src/signals/field-tree.ts';

const definition = [
  'uint8 MOST=4',
  'bool on',
  'time stamp',
  'string name',
  'int8 small',
  'float64 big',
  'uint16[3] fixed',
  'int64 count',
  'float64[] open',
  'string[] names',
  'bool[] flags',
  'test/Point[] points',
  'test/Point[2] ends',
  'duration[] pauses',
  'test/Pose pose',
  'uint8 last',
  '='.repeat(80),
  'MSG: test/Point',
  'uint8 kind',
  'float32 x',
  'string label',
  '='.repeat(80),
  'MSG: test/Pose',
  'test/Point position',
  'int16 turn',
  'uint64 id',
].join('\n');

const encodings = [
  { encoding: 'cdr', Writer: Ros2Writer, ros2: true, schema: 'ros2msg' },
  { encoding: 'ros1', Writer: Ros1Writer, ros2: false, schema: 'ros1msg' },
] as const;
type Kind = (typeof encodings)[number];

const schemaOf = ({ schema }: Kind, text = definition) => ({
  name: 'test/All',
  encoding: schema,
  data: Buffer.from(text),
});

const text = fc.oneof(fc.string({ maxLength: 60, unit: 'grapheme' }), fc.constantFrom('', 'b'));
const byte = fc.nat(255);
const seconds = fc.record({ sec: fc.nat(2 ** 31 - 1), part: fc.nat(999_999_999) });
const stamp = seconds.map(({ sec, part }) => ({ sec, nsec: part, nanosec: part }));
const list = <T>(of: fc.Arbitrary<T>, maxLength = 5) => fc.array(of, { maxLength });
const point = fc.record({ kind: byte, x: fc.constantFrom(0.5, -2, 1e10), label: text });
const message = fc.record({
  on: fc.boolean(),
  stamp,
  name: text,
  small: fc.integer({ min: -128, max: 127 }),
  big: fc.double({ noNaN: true }),
  fixed: fc.array(fc.nat(65_535), { minLength: 3, maxLength: 3 }),
  count: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  open: list(fc.double({ noNaN: true })),
  names: list(text),
  flags: list(fc.boolean()),
  points: list(point),
  ends: fc.array(point, { minLength: 2, maxLength: 2 }),
  pauses: list(stamp),
  pose: fc.record({
    position: point,
    turn: fc.integer({ min: -32_768, max: 32_767 }),
    id: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  }),
  last: byte,
});

/** The values that a tree of fields is given, in their order, and how many groups it leaves out. */
function collected(isWanted?: (path: string) => boolean) {
  const found: [path: string, value: unknown][] = [];
  const tree = new FieldTree<string, bigint | boolean>(
    (path) => path,
    (path, value) => void found.push([path, value]),
    { exact: (value) => value, ...(isWanted && { leadsTo: isWanted }) },
  );
  return { tree, found };
}

function decoded(fields: unknown) {
  const { tree, found } = collected();
  tree.visit(fields as Fields);
  return { found, omitted: tree.omittedGroups };
}

describe.each(encodings)('in $encoding', (kind) => {
  const { encoding, Writer, ros2 } = kind;
  const writer = new Writer(parse(definition, { ros2 }));
  // At an odd place of a larger buffer, as in a chunk.
  const written = (value: object, by = writer) => {
    const bytes = by.writeMessage(value);
    return Uint8Array.from([1, 2, 3, ...bytes, 9, 9, 9]).subarray(3, 3 + bytes.length);
  };
  const whole = createDecoder(encoding, schemaOf(kind)) as Decoder;
  const visited = (bytes: Uint8Array, isWanted?: (path: string) => boolean, text = definition) => {
    const { tree, found } = collected(isWanted);
    const isRead = createRosVisitor(encoding, schemaOf(kind, text), tree.place)?.(bytes);
    return { found, omitted: tree.omittedGroups, isRead };
  };

  test('all values are the same as in the whole message, in the same order', () => {
    fc.assert(
      fc.property(message, (value) => {
        const bytes = written(value);
        expect(visited(bytes)).toEqual({ ...decoded(whole(bytes)), isRead: true });
      }),
      { numRuns: 500 },
    );
  });

  test('so are those that alone are wanted', () => {
    fc.assert(
      fc.property(message, fc.nat(), (value, pick) => {
        const bytes = written(value);
        const all = decoded(whole(bytes)).found;
        const wanted = all[pick % all.length]?.[0] ?? '';
        const { found } = visited(bytes, (path) => wanted.startsWith(path));
        const prefixes = all.filter(([path]) => wanted.startsWith(path));
        expect(found).toEqual(prefixes);
      }),
      { numRuns: 500 },
    );
  });

  test('of a message that is cut nothing is handed over', () => {
    const [value] = fc.sample(message, { numRuns: 1, seed: 4 });
    const bytes = written(value ?? {});
    for (let length = 0; length < bytes.length; length += 1)
      expect(visited(bytes.slice(0, length))).toEqual({ found: [], omitted: 0, isRead: false });
  });

  test('long lists are left out, and counted', () => {
    const [value] = fc.sample(message, { numRuns: 1, seed: 5 });
    const bytes = written({
      ...value,
      open: new Array(17).fill(1),
      names: new Array(16).fill('x'),
      points: new Array(17).fill({ kind: 1, x: 2, label: 'l' }),
    });
    const { found, omitted, isRead } = visited(bytes);
    expect(isRead).toBe(true);
    expect({ found, omitted }).toEqual(decoded(whole(bytes)));
    expect(omitted).toBe(2);
  });

  test('so are messages that are too deep', () => {
    const levels = Array.from({ length: 12 }, (_, at) => at);
    const text = [
      'test/L0[] top',
      'uint8 last',
      ...levels.flatMap((at) => [
        '='.repeat(80),
        `MSG: test/L${at}`,
        'uint8 v',
        'time[] t',
        ...(at < 11 ? [`test/L${at + 1}${at % 3 === 1 ? '[1]' : ''} n`] : []),
      ]),
    ].join('\n');
    const nested = (at: number): object => ({
      v: at,
      t: [{ sec: 1, nsec: 2, nanosec: 2 }],
      ...(at < 11 && { n: at % 3 === 1 ? [nested(at + 1)] : nested(at + 1) }),
    });
    const bytes = written({ top: [nested(0)], last: 7 }, new Writer(parse(text, { ros2 })));
    const all = decoded((createDecoder(encoding, schemaOf(kind, text)) as Decoder)(bytes));
    expect(all.omitted).toBeGreaterThan(1);
    expect(all.found.at(-1)).toEqual(['last', 7]);
    expect(visited(bytes, undefined, text)).toEqual({ ...all, isRead: true });
  });

  test('lists that claim more than the message has end with it', () => {
    const lists = 'test/Lists[] all\nuint8 last\n===\nMSG: test/Lists\nstring[] texts';
    const claims = Buffer.alloc(encoding === 'cdr' ? 8 : 4, 0xff);
    if (encoding === 'cdr') claims.set([0, 1, 0, 0]);
    expect(visited(claims, undefined, lists).isRead).toBe(false);
  });

  test.each([
    ['test/Empty name\nuint8 last\n===\nMSG: test/Empty\nuint8 NO=1', 'a message without fields'],
    [
      'test/Own name\nuint8 last\n===\nMSG: test/Own\ntest/Own own\nuint8 a',
      'a message that contains itself',
    ],
    ['uint8 last\nuint8 last', 'two fields of one name'],
    ['uint8 ONLY=1', 'no fields'],
  ])('%j is left to the decoder: %s', (text) => {
    expect(createRosVisitor(encoding, schemaOf(kind, text), collected().tree.place)).toBeUndefined();
  });
});

test('what cannot be read by places is left to the decoder', () => {
  const { place } = collected().tree;
  const schema = schemaOf(encodings[0]);
  const wide = schemaOf(encodings[0], 'wstring name\nuint8 last');
  expect(createRosVisitor('cdr', wide, place)).toBeUndefined();
  expect(createRosVisitor('json', schema, place)).toBeUndefined();
  expect(createRosVisitor('cdr', { ...schema, encoding: 'omgidl' }, place)).toBeUndefined();
  const visit = createRosVisitor('cdr', schema, place);
  expect(visit?.(Uint8Array.from([0, 7, 0, 0, ...new Array(200).fill(0)]))).toBe(false);
});
