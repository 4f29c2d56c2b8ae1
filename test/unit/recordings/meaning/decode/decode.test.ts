import { parse } from '@foxglove/rosmsg';
import { MessageWriter } from '@foxglove/rosmsg2-serialization';
import { describe, expect, test } from 'vitest';
import { createDecoder } from '../../../../../src/recordings/meaning/decode/create-decoder.ts';

const decoder = (encoding: string, text: string, name = 'fleet/msg/State') =>
  createDecoder('cdr', { name, encoding, data: Buffer.from(text) });

/** DDS-XTypes 1.3, 7.6.3.1.2, table 60. */
const plain = [0x00, 0x01, 0x06, 0x07];
const delimited = [0x08, 0x09];

/** `uint8 a, float64 b, int64 c`, preceded by its length if the representation requires it. */
function written(kind: number): Uint8Array {
  const start = delimited.includes(kind) ? 8 : 4;
  const alignment = kind < 2 ? 8 : 4;
  const little = (kind & 1) === 1;
  const bytes = new Uint8Array(start + alignment + 16);
  const view = new DataView(bytes.buffer);
  view.setUint8(1, kind);
  if (start === 8) view.setUint32(4, alignment + 16, little);
  view.setUint8(start, 1);
  view.setFloat64(start + alignment, 2.5, little);
  view.setBigInt64(start + alignment + 8, 7n, little);
  return bytes;
}

const state = { a: 1, b: 2.5, c: 7n };
const structure = 'octet a; double b; int64 c;';

describe('CDR', () => {
  const definitions: [string, string][] = [
    ['ros2msg', 'uint8 a\nfloat64 b\nint64 c\n'],
    ['ros2idl', `module fleet { module msg { struct State { ${structure} }; }; };`],
    ['omgidl', `module fleet { module msg { struct State { ${structure} }; }; };`],
  ];

  test.each(definitions)('of plain representations is read with %s', (encoding, text) => {
    for (const kind of plain) expect(decoder(encoding, text)?.(written(kind))).toEqual(state);
  });

  test.each(definitions.slice(0, 2))('of others is refused with %s, not misread', (encoding, text) => {
    for (const kind of delimited)
      expect(() => decoder(encoding, text)?.(written(kind))).toThrow('are not decoded with this definition');
  });

  test.each(['', '@appendable '])('that is delimited is read with "%sstruct" of OMG IDL', (annotation) => {
    const text = `module fleet { module msg { ${annotation}struct State { ${structure} }; }; };`;
    for (const kind of delimited) expect(decoder('omgidl', text)?.(written(kind))).toEqual(state);
  });

  test('is read by the type that the schema names, wherever it stands in the IDL', () => {
    const text = `
// generated from rosidl_adapter/resource/msg.idl.em
#include "builtin_interfaces/msg/Time.idl"
module fleet { module msg {
  struct Other { string text; };
  module State_Constants { const uint8 OK = 1; };
  @verbatim (language="comment", text="what it is")
  struct State { @unit (value="m") octet a; double b; int64 c; };
}; };`;
    expect(decoder('ros2idl', text)?.(written(0x01))).toEqual(state);
  });

  test.each(['ros2idl', 'omgidl'])('is read with %s whose file has lines of the preprocessor', (encoding) => {
    const text = `#ifndef FLEET_STATE_IDL // once
#define FLEET_STATE_IDL \\
  1
#include "other.idl"
  # pragma once
module fleet { module msg { struct Other { wstring text; }; struct State { ${structure} }; }; };
#pragma keylist State a
#endif /* FLEET_STATE_IDL */
`;
    expect(decoder(encoding, text)?.(written(0x01))).toEqual(state);
  });

  test('is read with constants, default values and bounds', () => {
    const text = `uint8 OK=1
string NAME="a # in a text"
string<=10 bounded   # at most ten
uint8[<=5] list
int32 level 5
float32[2] pair [1.0, 2.0]
fleet/Inner[<=2] inner
${'='.repeat(80)}
MSG: fleet/Inner
bool on
`;
    const message = { bounded: 'hello', list: [7, 8], level: 9, pair: [1, 2], inner: [{ on: true }] };
    const bytes = new MessageWriter(parse(text, { ros2: true })).writeMessage(message);
    expect(decoder('ros2msg', text)?.(bytes)).toEqual({
      bounded: 'hello',
      list: Uint8Array.of(7, 8),
      level: 9,
      pair: Float32Array.of(1, 2),
      inner: [{ on: true }],
    });
  });
});

test('ROS 1 messages are read with the short name of their header', () => {
  const text = `Header header\nuint8 X=1 # one\nuint8[] list\n${'='.repeat(80)}\nMSG: std_msgs/Header\nuint32 seq\ntime stamp\nstring frame_id\n`;
  const decode = createDecoder('ros1', {
    name: 'fleet/State',
    encoding: 'ros1msg',
    data: Buffer.from(text),
  });
  const bytes = Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 65, 1, 0, 0, 0, 9);
  expect(decode?.(bytes)).toEqual({
    header: { seq: 1, stamp: { sec: 2, nsec: 3 }, frame_id: 'A' },
    list: Uint8Array.of(9),
  });
});
