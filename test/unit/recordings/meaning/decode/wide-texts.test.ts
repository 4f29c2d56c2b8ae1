import { describe, expect, test } from 'vitest';
import { createCdrDecoder } from '../../../../../src/recordings/meaning/decode/ros.ts';

const definition = `uint8 gear
wstring place
geometry/Note[] notes
float64 speed
================================================================================
MSG: geometry/Note
wstring text
uint8 kind`;

const idl = `module geometry { module msg {
  struct Note { wstring text; uint8 kind; };
  struct Drive { uint8 gear; wstring place; sequence<geometry::msg::Note> notes; double speed; };
}; };`;

/** A message in little-endian CDR; wide characters of `width` bytes. */
function message(width: 2 | 4, place: string, notes: [string, number][]): Uint8Array {
  const bytes: number[] = [];
  const put = (value: number, size: number) => {
    while (bytes.length % size !== 0) bytes.push(0);
    for (let i = 0; i < size; i += 1) bytes.push((value >>> (8 * i)) & 0xff);
  };
  const text = (said: string) => {
    const characters =
      width === 4
        ? [...said].map((each) => each.codePointAt(0) as number)
        : said.split('').map((each) => each.charCodeAt(0));
    put(characters.length, 4);
    for (const each of characters) put(each, width);
  };
  put(3, 1);
  text(place);
  put(notes.length, 4);
  for (const [said, kind] of notes) {
    text(said);
    put(kind, 1);
  }
  while (bytes.length % 8 !== 0) bytes.push(0);
  const speed = Buffer.alloc(8);
  speed.writeDoubleLE(12.5);
  return Buffer.from([0, 1, 0, 0, ...bytes, ...speed]);
}

const schemas = [
  ['.msg', { name: 'geometry/msg/Drive', encoding: 'ros2msg', data: Buffer.from(definition) }],
  ['ROS 2 IDL', { name: 'geometry/msg/Drive', encoding: 'ros2idl', data: Buffer.from(idl) }],
] as const;

describe.each(schemas)('texts of wide characters in %s', (_, schema) => {
  const decode = createCdrDecoder(schema);

  test.each([2, 4] as const)('of %d bytes each', (width) => {
    const notes: [string, number][] = [
      ['Überführung', 1],
      ['🚗', 2],
      ['', 3],
      ['A', 4],
    ];
    expect(decode?.(message(width, '北京', notes))).toEqual({
      gear: 3,
      place: '北京',
      notes: notes.map(([text, kind]) => ({ text, kind })),
      speed: 12.5,
    });
  });

  test('in another form are refused', () => {
    const bytes = message(4, 'Werk', [['links', 1]]);
    // Bytes in place of characters.
    expect(() =>
      decode?.(Buffer.concat([bytes.subarray(0, 8), Buffer.from([16, 0, 0, 0]), bytes.subarray(12)])),
    ).toThrow('wide characters');
  });
});
