import { parse } from '@foxglove/rosmsg';
import { MessageWriter as Ros1Writer } from '@foxglove/rosmsg-serialization';
import { MessageWriter as Ros2Writer } from '@foxglove/rosmsg2-serialization';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../../../../src/recordings/meaning/decode/create-decoder.ts';
import type { Decoder } from '../../../../../src/recordings/meaning/decode/decoder.ts';
import { createPickingDecoder } from '../../../../../src/recordings/meaning/decode/picked-ros.ts';
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

const text = fc.oneof(fc.string({ maxLength: 9, unit: 'grapheme-ascii' }), fc.constantFrom('', 'b'));
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

/** Numbers and texts by their names; bigints and truth values as they are. */
function signalsOf(decoded: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const tree = new FieldTree<string, bigint | boolean>(
    (path) => path,
    (value) => value,
  );
  tree.visit(decoded as Fields, (path, value) => found.set(path, value));
  return found;
}

const failing: Decoder = () => {
  throw new Error('decoded as a whole');
};

describe.each(encodings)('in $encoding', (kind) => {
  const { encoding, Writer, ros2 } = kind;
  const writer = new Writer(parse(definition, { ros2 }));
  // At an odd place of a larger buffer, as in a chunk.
  const written = (value: object) => {
    const bytes = writer.writeMessage(value);
    return Uint8Array.from([1, 2, 3, ...bytes, 9, 9, 9]).subarray(3, 3 + bytes.length);
  };
  const whole = createDecoder(encoding, schemaOf(kind)) as Decoder;
  const picking = (names: readonly string[], decode = failing) =>
    createPickingDecoder(encoding, schemaOf(kind), names, decode);

  test('each signal is the same as in the whole message, without decoding it', () => {
    fc.assert(
      fc.property(message, fc.nat(), fc.nat(), (value, first, second) => {
        const bytes = written(value);
        const all = signalsOf(whole(bytes));
        const names = [...all.keys()];
        const wanted = [first, second].map((at) => names[at % names.length] ?? '');
        const picked = signalsOf(picking(wanted)(bytes));
        for (const name of wanted) expect(picked.get(name)).toEqual(all.get(name));
        for (const [name, found] of picked) expect(found).toEqual(all.get(name));
      }),
      { numRuns: 1_000 },
    );
  });

  test('fields that are not wanted are not there', () => {
    const [value] = fc.sample(message, { numRuns: 1, seed: 3 });
    const picked = picking(['pose.turn', 'big', 'nothing'])(written(value ?? {}));
    expect(picked).toEqual({ big: value?.big, pose: { turn: value?.pose.turn } });
  });

  test('a message that is cut is decoded as a whole', () => {
    const [value] = fc.sample(message, { numRuns: 1, seed: 4 });
    const bytes = written(value ?? {});
    const picked = picking(['big', 'last'], () => 'whole');
    expect(picked(bytes)).toEqual({ big: value?.big, last: value?.last });
    for (let length = 0; length < bytes.length; length += 1)
      expect(picked(bytes.slice(0, length))).toBe('whole');
  });

  test('so are texts beyond ASCII, and long lists, that are wanted', () => {
    const [value] = fc.sample(message, { numRuns: 1, seed: 5 });
    const bytes = written({ ...value, name: 'Müller', open: new Array(300).fill(1) });
    expect(picking(['name'], () => 'whole')(bytes)).toBe('whole');
    expect(picking(['open[0]'], () => 'whole')(bytes)).toBe('whole');
    expect(picking(['last'])(bytes)).toEqual({ last: value?.last });
  });

  test('lists that claim more than the message has end with it', () => {
    const lists = 'test/Empty2[] all\nuint8 last\n===\nMSG: test/Empty2\nstring[] texts';
    const claims = Buffer.alloc(encoding === 'cdr' ? 8 : 4, 0xff);
    if (encoding === 'cdr') claims.set([0, 1, 0, 0]);
    const decoder = createPickingDecoder(encoding, schemaOf(kind, lists), ['last'], () => 'whole');
    expect(decoder(claims)).toBe('whole');
  });

  test.each([
    ['test/Empty name\nuint8 last\n===\nMSG: test/Empty\nuint8 NO=1', 'a message without fields'],
    [
      'test/Own name\nuint8 last\n===\nMSG: test/Own\ntest/Own own\nuint8 a',
      'a message that contains itself',
    ],
    ['uint8 ONLY=1', 'no fields'],
  ])('%j is decoded as a whole: %s', (broken) => {
    expect(createPickingDecoder(encoding, schemaOf(kind, broken), ['last'], failing)).toBe(failing);
  });
});

test('a definition with wide characters is decoded as a whole', () => {
  const wide = schemaOf(encodings[0], 'wstring name\nuint8 last');
  expect(createPickingDecoder('cdr', wide, ['last'], failing)).toBe(failing);
});

test('other encodings are decoded as a whole', () => {
  const schema = schemaOf(encodings[0]);
  expect(createPickingDecoder('json', schema, ['last'], failing)).toBe(failing);
  expect(createPickingDecoder('cdr', { ...schema, encoding: 'omgidl' }, ['last'], failing)).toBe(failing);
});

test('other representations of CDR are decoded as a whole', () => {
  const decode = createPickingDecoder('cdr', schemaOf(encodings[0]), ['last'], () => 'whole');
  expect(decode(Uint8Array.from([0, 7, 0, 0, ...new Array(200).fill(0)]))).toBe('whole');
});
