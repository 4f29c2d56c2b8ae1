import { crc32, zstdCompressSync } from 'node:zlib';
import { McapChunkBuilder, McapRecordBuilder } from '@mcap/core';
import { describe, expect, test } from 'vitest';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const schema = { id: 1, name: 'Example', encoding: 'jsonschema', data: bytes('{}') };
const channel = { id: 1, schemaId: 1, topic: '/example', messageEncoding: 'json', metadata: new Map() };
const message = (at: number) => ({
  channelId: 1,
  sequence: at,
  logTime: 1_700_000_000_000_000_000n + BigInt(at),
  publishTime: 0n,
  data: bytes(`{"at":${at}}`),
});

/** A record of an opcode that is reserved for later versions. */
function reserved(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(9, 0);
  head[0] = 0x42;
  head.writeBigUInt64LE(BigInt(content.byteLength), 1);
  return Buffer.concat([head, content]);
}

interface Layout {
  /** Bytes after the known fields of every record except messages and the footer, as a later version may add. */
  extended: boolean;
  chunked: boolean;
  packed?: boolean;
}

function write({ extended, chunked, packed = false }: Layout, extra = new Uint8Array()): Uint8Array {
  const file = new McapRecordBuilder({ padRecords: extended });
  file.writeMagic();
  file.writeHeader({ profile: '', library: 'later' });
  file.writeAttachment({
    name: 'map',
    mediaType: 'text/plain',
    logTime: 0n,
    createTime: 0n,
    data: bytes('a map'),
  });
  file.writeMetadata({ name: 'drive', metadata: new Map([['place', 'here']]) });
  if (chunked) {
    const chunk = new McapChunkBuilder({ useMessageIndex: true });
    chunk.addSchema(schema);
    chunk.addChannel(channel);
    for (const at of [1, 2, 3]) chunk.addMessage(message(at));
    const records = Buffer.concat([chunk.buffer, extra]);
    file.writeChunk({
      compression: packed ? 'zstd' : '',
      messageStartTime: chunk.messageStartTime,
      messageEndTime: chunk.messageEndTime,
      uncompressedCrc: crc32(records),
      uncompressedSize: BigInt(records.byteLength),
      records: packed ? new Uint8Array(zstdCompressSync(records)) : records,
    });
    for (const index of chunk.indices) file.writeMessageIndex(index);
  } else {
    file.writeSchema(schema);
    file.writeChannel(channel);
    for (const at of [1, 2, 3]) file.writeMessage(message(at));
  }
  const before = Buffer.concat([file.buffer, chunked ? new Uint8Array() : extra]);
  const rest = new McapRecordBuilder({ padRecords: extended });
  rest.writeDataEnd({ dataSectionCrc: crc32(before) });
  rest.writeStatistics({
    messageCount: 3n,
    schemaCount: 1,
    channelCount: 1,
    attachmentCount: 1,
    metadataCount: 1,
    chunkCount: chunked ? 1 : 0,
    messageStartTime: 0n,
    messageEndTime: 0n,
    channelMessageCounts: new Map([[1, 3n]]),
  });
  rest.writeFooter({ summaryStart: 0n, summaryOffsetStart: 0n, summaryCrc: 0 });
  rest.writeMagic();
  return Buffer.concat([before, rest.buffer]);
}

const layouts = [
  ['with chunks', { extended: true, chunked: true }],
  ['without chunks', { extended: true, chunked: false }],
] as const;

describe('an MCAP of a later version of the format', () => {
  test.each(layouts)('whose records have additional fields is intact, %s', async (_, layout) => {
    const summary = await summarise(write(layout));
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 3 messages were read.' });
    expect(countsByTopic(summary)).toEqual({ '/example': 3 });
    expect(summary.topics).toMatchObject([{ type: 'Example', encoding: 'json' }]);
    expect(summary.versions).toEqual([{ component: 'recorder', version: 'later' }]);
    expect(summary.attachments.map(({ name, size_bytes }) => [name, size_bytes])).toEqual([
      ['map', 5],
      ['drive', expect.any(Number)],
    ]);
  });

  test.each(layouts)('with records of reserved kinds is intact, %s', async (_, layout) => {
    const extra = reserved(bytes('what a later version may add'));
    const { verdict } = await summarise(write({ ...layout, extended: false }, extra));
    expect(verdict).toEqual({ code: 'ok', message: 'All 3 messages were read.' });
  });

  test('that ends after a record is only truncated', async () => {
    const whole = write({ extended: true, chunked: false });
    // Before the statistics, the footer and the magic.
    const dataEnd = whole.lastIndexOf(0x0f, whole.byteLength - 100);
    const { verdict } = await summarise(whole.subarray(0, dataEnd + 9 + 4 + 3));
    expect(verdict).toMatchObject({ code: 'truncated', salvaged_messages: 3 });
  });

  test('loses no compressed chunk after a damaged record', async () => {
    const damaged = Buffer.from(write({ extended: true, chunked: true, packed: true }));
    let at = 8;
    while (damaged[at] !== 12) at += 9 + Number(damaged.readBigUInt64LE(at + 1));
    damaged[at + 7] = 0xff;
    const chunk = damaged.indexOf('zstd') - 4 - 28 - 9;
    const { verdict, message_count } = await summarise(damaged);
    expect(message_count).toBe(3);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ end: chunk }] });
  });

  test.each(layouts)('is verified against its checksums, %s', async (_, layout) => {
    const damaged = Buffer.from(write(layout));
    const at = damaged.indexOf('"at":2');
    damaged[at + 5] = 0x39;
    expect((await summarise(damaged)).verdict.code).toBe('corrupt');
  });
});

test('a chunk whose opcode became that of a private record is not skipped', async () => {
  const damaged = Buffer.from(write({ extended: false, chunked: true }));
  let at = 8;
  while (damaged[at] !== 6) at += 9 + Number(damaged.readBigUInt64LE(at + 1));
  damaged[at] = 0x86;
  const { verdict, message_count } = await summarise(damaged);
  expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 3 });
});
