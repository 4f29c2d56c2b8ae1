import { zstdCompressSync } from 'node:zlib';
import { parse } from '@foxglove/rosmsg';
import { MessageWriter } from '@foxglove/rosmsg2-serialization';
import { McapRecordBuilder } from '@mcap/core';
import { describe, expect, test } from 'vitest';
import { type SchemaName, schemas } from '../../../../../samples/mcap/schemas.ts';
import { Db3Writer } from '../../../../../samples/ros2db3/db3-writer.ts';
import { compressLz4 } from '../../../../support/recordings/lz4-compress.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const start = 1_700_000_000_000_000_000n;
const type: SchemaName = 'diagnostic_msgs/msg/DiagnosticArray';
const stamp = { sec: 0, nanosec: 0 };
const message = new MessageWriter(parse(schemas[type], { ros2: true })).writeMessage({
  header: { stamp, frame_id: '' },
  status: [
    {
      level: 2,
      name: 'motor',
      message: 'hot',
      hardware_id: '',
      values: [{ key: 'temperature', value: '41' }],
    },
  ],
});

function mcapOf(messages: Uint8Array[]): Uint8Array {
  const file = new McapRecordBuilder();
  file.writeMagic();
  file.writeHeader({ profile: 'ros2', library: '' });
  file.writeSchema({ id: 1, name: type, encoding: 'ros2msg', data: Buffer.from(schemas[type]) });
  file.writeChannel({
    id: 1,
    schemaId: 1,
    topic: '/diagnostics',
    messageEncoding: 'cdr',
    metadata: new Map(),
  });
  for (const [i, data] of messages.entries()) {
    const time = start + BigInt(i);
    file.writeMessage({ channelId: 1, sequence: i, logTime: time, publishTime: time, data });
  }
  file.writeDataEnd({ dataSectionCrc: 0 });
  file.writeFooter({ summaryStart: 0n, summaryOffsetStart: 0n, summaryCrc: 0 });
  file.writeMagic();
  return new Uint8Array(file.buffer);
}

function db3Of(messages: Uint8Array[]): Uint8Array {
  const bag = new Db3Writer();
  const id = bag.topic({ name: '/diagnostics', type, definition: schemas[type] });
  for (const [i, data] of messages.entries()) bag.message(id, start + BigInt(i), data);
  return bag.end();
}

describe.each([
  ['an MCAP', mcapOf],
  ['a bag in SQLite', db3Of],
])('messages compressed individually in %s', (_, write) => {
  test.each([
    ['zstd', zstdCompressSync],
    ['lz4', compressLz4],
  ])('are read, with %s', async (_name, pack) => {
    const plain = await summarise(write([message, message, message]));
    const packed = await summarise(write([pack(message), message, pack(message)]));
    expect(packed.verdict).toEqual(plain.verdict);
    expect(packed.codes).toMatchObject([{ code: 'motor: hot', count: 3 }]);
    expect(packed.metrics.map(({ name, count }) => [name, count])).toEqual(
      plain.metrics.map(({ name, count }) => [name, count]),
    );
  });

  test('are reported if they cannot be decompressed, or exceed the maximum size of a message', async () => {
    const bomb = new Uint8Array(zstdCompressSync(Buffer.alloc(8 << 20)));
    const cut = new Uint8Array(zstdCompressSync(message)).subarray(0, 30);
    const { codes, verdict } = await summarise(write([cut, bomb, message]));
    expect(verdict.code).toBe('ok');
    expect(codes).toContainEqual(
      expect.objectContaining({ code: '/diagnostics: message cannot be unpacked', count: 2 }),
    );
    expect(codes).toContainEqual(expect.objectContaining({ code: 'motor: hot', count: 1 }));
  });
});
