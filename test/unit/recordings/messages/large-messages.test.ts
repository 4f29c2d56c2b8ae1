import { McapWriter } from '@mcap/core';
import { describe, expect, test } from 'vitest';
import { apolloType } from '../../../../samples/cyber/apollo-types.ts';
import { bytesField, RecordWriter } from '../../../../samples/cyber/record-writer.ts';
import { Db3Writer } from '../../../../samples/ros2db3/db3-writer.ts';
import { bufferSource } from '../../../../src/recordings/bytes/byte-source.ts';
import { writeMcap } from '../../../../src/recordings/convert/write-mcap.ts';
import { handOverFile } from '../../../../src/recordings/hand-over-file.ts';
import { defaultLimits } from '../../../../src/recordings/limits.ts';
import { ColumnSink } from '../../../../src/signals/column-sink.ts';
import { memoryOutput } from '../../../support/recordings/memory-output.ts';
import { sourceInPieces } from '../../../support/recordings/summarise.ts';

const startNs = 1_773_475_200_000_000_000n;
const [small, large] = [10, defaultLimits.maxDecodedBytes + 1_000_000];

/** CDR of `definition`. */
const definition = 'float64 speed\nuint8[] picture';

function cdr(speed: number, size: number): Uint8Array {
  const bytes = new Uint8Array(16 + size).fill(7, 16);
  const view = new DataView(bytes.buffer);
  bytes[1] = 1;
  view.setFloat64(4, speed, true);
  view.setUint32(12, size, true);
  return bytes;
}

function db3(sizes: readonly number[]): Uint8Array {
  const writer = new Db3Writer();
  const topic = writer.topic({ name: '/camera', type: 'a/msg/Picture', definition });
  for (const [at, size] of sizes.entries()) writer.message(topic, startNs + BigInt(at), cdr(at, size));
  return writer.end();
}

const chassis = apolloType('modules/canbus/proto/chassis.proto', 'apollo.canbus.Chassis');

function cyber(sizes: readonly number[]): Uint8Array {
  const writer = new RecordWriter();
  writer.channel('/camera', chassis.name, chassis.protoDesc);
  for (const [at, size] of sizes.entries()) {
    // A field that no definition has.
    const content = Buffer.concat([
      chassis.encode({ speed_mps: at }),
      bytesField(9_000, new Uint8Array(size)),
    ]);
    writer.message('/camera', startNs + BigInt(at), content);
  }
  return writer.bytes();
}

async function mcap(sizes: readonly number[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let written = 0n;
  const writer = new McapWriter({
    writable: {
      position: () => written,
      async write(bytes) {
        parts.push(Uint8Array.from(bytes));
        written += BigInt(bytes.byteLength);
      },
    },
    useChunks: false,
  });
  await writer.start({ profile: '', library: '' });
  const data = Buffer.from(definition);
  const schemaId = await writer.registerSchema({ name: 'a/msg/Picture', encoding: 'ros2msg', data });
  const channel = { schemaId, topic: '/camera', messageEncoding: 'cdr', metadata: new Map() };
  const channelId = await writer.registerChannel(channel);
  for (const [at, size] of sizes.entries()) {
    const logTime = startNs + BigInt(at);
    await writer.addMessage({ channelId, sequence: at, logTime, publishTime: logTime, data: cdr(at, size) });
  }
  await writer.end();
  return Buffer.concat(parts);
}

const formats: [string, string, (sizes: readonly number[]) => Uint8Array | Promise<Uint8Array>][] = [
  ['ROS 2 bag in SQLite', 'speed', db3],
  ['Cyber', 'speed_mps', cyber],
  ['MCAP', 'speed', mcap],
];

async function columnOf(bytes: Uint8Array, signal: string, limits = {}) {
  const sink = new ColumnSink([signal]);
  await handOverFile(sourceInPieces(bytes, 65_536), { messages: sink, limits });
  const column = sink.finish('unix').get(signal);
  if (column?.kind !== 'number') throw new Error(`${signal} has no numbers`);
  return { values: [...column.values], omitted: column.omitted };
}

describe.each(formats)('messages of a %s larger than what is diagnosed', (_, field, write) => {
  test('are handed over whole', async () => {
    const bytes = await write([small, large, small]);
    expect(await columnOf(bytes, `/camera:${field}`)).toEqual({ values: [0, 1, 2], omitted: 0 });
  });

  test('and than what may be held are counted', async () => {
    const bytes = await write([small, large, small, large]);
    // Of MCAP what is held decides, since its records are held whole.
    const limits = { maxDecodedBytes: 1_000_000, maxRecordBytes: 1_000_000 };
    expect(await columnOf(bytes, `/camera:${field}`, limits)).toEqual({ values: [0, 2], omitted: 2 });
  });
});

test('a message of a ROS 2 bag that does not end is counted as left out', async () => {
  const bytes = db3([small, 20_000, small]);
  const [first = 0] = overflowPages(bytes);
  // The row goes on in a page that the file does not have.
  new DataView(bytes.buffer, bytes.byteOffset).setUint32((first - 1) * 4_096, 10_000);
  expect(await columnOf(bytes, '/camera:speed')).toEqual({ values: [0, 2], omitted: 1 });
  const written = await writeMcap([{ name: 'a.db3', source: bufferSource(bytes) }], memoryOutput(), {
    library: 'test',
  });
  expect(written).toMatchObject({
    messages: 2,
    leftOut: [{ topic: '/camera', reason: 'too_large', messages: 1 }],
  });
});

/** Pages of 4 KiB that continue a row: all others begin with the kind of a tree's page. */
function overflowPages(bytes: Uint8Array): number[] {
  const pages = Array.from({ length: bytes.byteLength / 4_096 }, (_, index) => index + 1);
  return pages.slice(1).filter((page) => ![2, 5, 10, 13].includes(bytes[(page - 1) * 4_096] as number));
}
