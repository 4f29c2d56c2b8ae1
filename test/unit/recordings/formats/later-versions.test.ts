import { crc32 } from 'node:zlib';
import { McapRecordBuilder } from '@mcap/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlfFileWriter } from '../../../../samples/blf/blf-file-writer.ts';
import { DataflashWriter } from '../../../../samples/dataflash/dataflash-writer.ts';
import { BagFileWriter } from '../../../../samples/ros1bag/bag-writer.ts';
import { Db3Writer } from '../../../../samples/ros2db3/db3-writer.ts';
import { TlogWriter } from '../../../../samples/tlog/tlog-writer.ts';
import { UlogWriter } from '../../../../samples/ulog/ulog-writer.ts';
import { compressLz4 } from '../../../support/recordings/lz4-compress.ts';
import { summarise } from '../../../support/recordings/summarise.ts';

/** What a later version may put between the messages of a file. */
interface Later {
  /** The message before which it is placed. */
  at: number;
  kind: number;
  content: Uint8Array;
}

const messages = 20;
const start = 1_700_000_000_000_000_000n;

const laterOnes = (kinds: fc.Arbitrary<number>) =>
  fc.array(
    fc.record({
      at: fc.nat(messages),
      kind: kinds,
      content: fc.uint8Array({ maxLength: 300, size: 'max' }),
    }),
    { minLength: 1, maxLength: 6 },
  );

/** Writes the messages with the additions between them, in the order of the file. */
function between(later: readonly Later[], message: (i: number) => void, other: (one: Later) => void): void {
  for (let i = 0; i <= messages; i += 1) {
    for (const one of later) if (one.at === i) other(one);
    if (i < messages) message(i);
  }
}

async function isWholeWith(bytes: Uint8Array, source: string): Promise<void> {
  const { verdict, message_count, logs } = await summarise(bytes);
  expect({ code: verdict.code, message_count }, verdict.message).toEqual({
    code: 'ok',
    message_count: messages,
  });
  // Nothing is skipped silently.
  expect(logs.map((line) => line.source)).toContain(source);
}

describe('kinds of a later version are counted and named, and are not damage', () => {
  const canMessage = Buffer.from([1, 0, 0, 2, 0x23, 1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0]);

  test.each([
    ['packed', {}],
    ['in small containers', { containerBytes: 200 }],
    ['unpacked', { packed: false }],
    ['without containers', { containerBytes: 0 }],
  ])('objects of a BLF, %s', async (_, options) => {
    const types = fc.oneof(fc.integer({ min: 141, max: 2_000 }), fc.integer({ min: 141, max: 2 ** 32 - 1 }));
    await fc.assert(
      fc.asyncProperty(laterOnes(types), async (later) => {
        const file = new BlfFileWriter(options);
        between(
          later,
          (i) => file.object(86, BigInt(i) * 1_000_000n, canMessage),
          ({ at, kind, content }) => file.object(kind, BigInt(at) * 1_000_000n, content),
        );
        await isWholeWith(file.end(), 'BLF');
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['in chunks with a checksum', true, true],
    ['in chunks without one', true, false],
    ['outside of chunks', false, false],
  ])('records of an MCAP, %s', async (_, chunked, summed) => {
    const opcodes = fc.integer({ min: 0x10, max: 0xff });
    await fc.assert(
      fc.asyncProperty(laterOnes(opcodes), async (later) => {
        await isWholeWith(writeMcap(later, chunked, summed), 'MCAP');
      }),
      { numRuns: 100 },
    );
  });

  const lz4 = { name: 'lz4' as const, compress: compressLz4 };
  test.each([
    ['in chunks', true, {}],
    ['in packed chunks', true, { compression: lz4 }],
    ['between chunks', false, {}],
    ['between packed chunks', false, { compression: lz4 }],
  ])('records of a ROS 1 bag, %s', async (_, inChunk, options) => {
    const ops = fc.oneof(fc.constant(1), fc.integer({ min: 8, max: 255 }));
    await fc.assert(
      fc.asyncProperty(laterOnes(ops), async (later) => {
        const bag = new BagFileWriter({ ...options, chunkSize: 400 });
        const id = bag.connection({ topic: '/a', type: 'std_msgs/String', definition: 'string data' });
        between(
          later,
          (i) => bag.message(id, start + BigInt(i), Buffer.from([1, 0, 0, 0, 65])),
          ({ kind, content }) => bag.later(kind, content, inChunk),
        );
        await isWholeWith(bag.end(), 'ROS 1 bag');
      }),
      { numRuns: 100 },
    );
  });

  test('messages of a ULog', async () => {
    const types = fc.constantFrom(...'EGHJKNTUVWXYZabcdefghijklmnopqrstuvwxyz');
    await fc.assert(
      fc.asyncProperty(laterOnes(types.map((letter) => letter.charCodeAt(0))), async (later) => {
        const log = new UlogWriter(1_000);
        log.flagBits();
        log.format('thing:uint64_t timestamp;float x;');
        log.subscribe(7, 0, 'thing');
        between(
          later,
          (i) => log.data(7, 1_000 + i, [i]),
          ({ kind, content }) => log.later(String.fromCharCode(kind), content),
        );
        await isWholeWith(log.bytes(), 'ULog');
      }),
      { numRuns: 100 },
    );
  });
});

test('messages of a DataFlash log that a later version defines are counted by their names', async () => {
  const characters = fc.constantFrom(...'@!jkmopqrstuvwxyz');
  await fc.assert(
    fc.asyncProperty(laterOnes(fc.integer({ min: 140, max: 255 })), characters, async (later, character) => {
      const log = new DataflashWriter();
      log.define(1, 'THNG', 'Qf', 'TimeUS,X');
      const sizes = new Map<number, number>();
      for (const { kind, content } of later) {
        if (sizes.has(kind)) continue;
        sizes.set(kind, content.length % 200);
        log.define(kind, `L${kind}`, `Q${character}`, 'TimeUS,New', 3 + (content.length % 200));
      }
      between(
        later,
        (i) => log.write('THNG', 1_000 + i, i),
        ({ kind }) => log.raw(kind, Buffer.alloc(sizes.get(kind) ?? 0, kind)),
      );
      const { verdict, topics } = await summarise(log.bytes());
      expect(verdict.code, verdict.message).toBe('ok');
      expect(topics.find(({ name }) => name === 'THNG')?.message_count).toBe(messages);
    }),
    { numRuns: 100 },
  );
});

test('messages of a telemetry log of an unknown dialect are counted by their numbers', async () => {
  const ids = fc.integer({ min: 60_000, max: 2 ** 24 - 1 });
  await fc.assert(
    fc.asyncProperty(laterOnes(ids), async (later) => {
      const log = new TlogWriter();
      const known = { id: 0, crcExtra: 50, payload: Uint8Array.of(0, 0, 0, 0, 2, 3, 81, 4, 3) };
      const startUs = 1_700_000_000_000_000;
      log.write(startUs, known);
      between(
        later,
        (i) => log.write(startUs + i, known),
        ({ at, kind, content }) =>
          log.write(startUs + at, { id: kind, crcExtra: kind % 251, payload: content.subarray(0, 255) }),
      );
      const { verdict, topics, logs } = await summarise(log.bytes());
      expect(verdict.code, verdict.message).toBe('ok');
      expect(topics.find(({ name }) => name === 'HEARTBEAT 1/1')?.message_count).toBe(messages + 1);
      expect(logs.map((line) => line.source)).toContain('MAVLink');
    }),
    { numRuns: 100 },
  );
});

describe('an unsupported feature is named with its place, and the rest is read', () => {
  test('an MCAP whose chunks are compressed in another way', async () => {
    const bytes = writeMcap([], true, true, 'brotli');
    const { verdict } = await summarise(bytes);
    expect(verdict).toMatchObject({ code: 'unsupported', offset: expect.any(Number), damaged: [] });
    expect(verdict.message).toMatch(/^At byte \d+ a chunk is packed with "brotli", which is not supported; /);
  });

  test('a BLF with a container compressed in another way, between others', async () => {
    const file = new BlfFileWriter({ containerBytes: 480 });
    for (let i = 0; i < 30; i += 1) file.object(86, BigInt(i) * 1_000_000n, Buffer.alloc(16));
    const bytes = file.end();
    const [, second] = file.containers;
    bytes[(second?.start ?? 0) + 16] = 7;
    bytes.fill(0xaa, (second?.start ?? 0) + 32, second?.end);
    const { verdict, message_count } = await summarise(bytes);
    expect(verdict).toMatchObject({ code: 'unsupported', offset: second?.start, salvaged_messages: 20 });
    expect(message_count).toBe(20);
  });

  test('a bag with a chunk compressed in another way', async () => {
    const bag = new BagFileWriter({
      chunkSize: 100,
      compression: { name: 'zstd' as 'lz4', compress: (bytes) => bytes },
    });
    const id = bag.connection({ topic: '/a', type: 'std_msgs/String', definition: 'string data' });
    for (let i = 0; i < messages; i += 1) bag.message(id, start + BigInt(i), Buffer.alloc(20));
    const { verdict } = await summarise(bag.end());
    expect(verdict).toMatchObject({ code: 'unsupported', salvaged_messages: 0, damaged: [] });
  });

  test('an SQLite bag that requires a later version of the file format', async () => {
    const bag = new Db3Writer();
    const id = bag.topic({ name: '/a', type: 'std_msgs/msg/String', definition: 'string data' });
    for (let i = 0; i < messages; i += 1) bag.message(id, start + BigInt(i), Buffer.alloc(8));
    const bytes = bag.end();
    bytes[19] = 3;
    const { verdict } = await summarise(bytes);
    expect(verdict).toMatchObject({ code: 'unsupported', offset: 19, salvaged_messages: messages });
  });

  test('damage beside it is damage, and both are named', async () => {
    const file = new BlfFileWriter({ containerBytes: 480 });
    for (let i = 0; i < 40; i += 1) file.object(86, BigInt(i) * 1_000_000n, Buffer.alloc(16));
    const bytes = file.end();
    const [, second, third] = file.containers;
    bytes[(second?.start ?? 0) + 16] = 7;
    bytes.fill(0xaa, (second?.start ?? 0) + 32, second?.end);
    bytes.fill(0xaa, (third?.start ?? 0) + 32, third?.end);
    const { verdict } = await summarise(bytes);
    expect(verdict).toMatchObject({ code: 'corrupt', offset: third?.start });
    expect(verdict.message).toContain(`At byte ${second?.start} a container is packed with method 7`);
  });
});

function writeMcap(later: readonly Later[], chunked: boolean, summed: boolean, compression = ''): Uint8Array {
  const channel = { id: 1, schemaId: 0, topic: '/a', messageEncoding: 'json', metadata: new Map() };
  const messageOf = (i: number) => ({
    channelId: 1,
    sequence: i,
    logTime: start + BigInt(i),
    publishTime: start,
    data: Buffer.from('{}'),
  });
  const file = new McapRecordBuilder();
  file.writeMagic();
  file.writeHeader({ profile: '', library: '' });
  const records: Uint8Array[] = [];
  const written = new McapRecordBuilder();
  written.writeChannel(channel);
  between(
    later,
    (i) => written.writeMessage(messageOf(i)),
    ({ kind, content }) => {
      records.push(Buffer.from(written.buffer), laterRecord(kind, content));
      written.reset();
    },
  );
  records.push(Buffer.from(written.buffer));
  const all = Buffer.concat(records);
  const data = new McapRecordBuilder();
  if (chunked) {
    data.writeChunk({
      compression,
      messageStartTime: start,
      messageEndTime: start,
      uncompressedCrc: summed ? crc32(all) : 0,
      uncompressedSize: BigInt(all.byteLength),
      records: all,
    });
  }
  const rest = new McapRecordBuilder();
  rest.writeDataEnd({ dataSectionCrc: 0 });
  rest.writeFooter({ summaryStart: 0n, summaryOffsetStart: 0n, summaryCrc: 0 });
  rest.writeMagic();
  return Buffer.concat([file.buffer, chunked ? data.buffer : all, rest.buffer]);
}

function laterRecord(opcode: number, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(9);
  head[0] = opcode;
  head.writeBigUInt64LE(BigInt(content.byteLength), 1);
  return Buffer.concat([head, content]);
}
