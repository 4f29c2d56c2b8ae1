import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockFile } from '../../../samples/mdf4/block-file.ts';
import { sampleMdf4 } from '../../../samples/mdf4/sample-mdf4.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import type { MessageSink } from '../../../src/recordings/messages/message-sink.ts';
import { summariseFile } from '../../../src/recordings/summarise-file.ts';
import { mdf4Format } from '../../oracles/random/formats/mdf4.ts';
import { mdf4Samples } from '../../support/recordings/mdf4-samples.ts';
import { repaired } from '../../support/recordings/repaired.ts';
import { summarise } from '../../support/recordings/summarise.ts';

/** Every message of a recording by topic: its time, fields and bytes. */
async function messagesOf(bytes: Uint8Array): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const messages: MessageSink = {
    channel({ topic, type }) {
      const list: string[] = [];
      found[`${topic} ${type}`] = list;
      return {
        message(timeNs, _offset, data, fields, flags) {
          const text = JSON.stringify(fields(), (_, value) =>
            typeof value === 'bigint' ? `${value}` : value,
          );
          list.push(`${timeNs} ${flags} ${Buffer.from(data ?? []).toString('hex')} ${text}`);
        },
      };
    },
  };
  await summariseFile(bufferSource(bytes), { messages });
  return Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0));
}

async function expectSame(bytes: Uint8Array): Promise<void> {
  const { result, bytes: clean } = await repaired(bytes);
  expect(await messagesOf(clean)).toEqual(await messagesOf(bytes));
  const [before, after] = [await summarise(bytes), await summarise(clean)];
  expect(after.verdict.code).toBe('ok');
  expect(after.message_count).toBe(before.message_count);
  expect(after.span).toEqual(before.span);
  expect(result).toMatchObject({ leftOut: 0, verdict: before.verdict });
}

/** A group of one channel with a master that counts records, both without a place in the record. */
function groupOf(
  file: BlockFile,
  options: { next?: number; channels: number; data: number; recordBytes: number; id?: number },
): number {
  const { next = 0, channels, data, recordBytes } = options;
  const group = Buffer.alloc(32);
  group.writeUInt32LE(recordBytes, 24);
  const channelGroup = file.block('CG', [0, channels, file.text('TX', 'group'), 0, 0, 0], group);
  return file.block('DG', [next, channelGroup, data, 0], Buffer.alloc(8));
}

interface ChannelOf {
  name: string;
  kind?: number;
  dataType?: number;
  at?: number;
  bits?: number;
  next?: number;
  data?: number;
}

function channelOf(
  file: BlockFile,
  { name, kind = 0, dataType = 0, at = 0, bits = 0, next = 0, data = 0 }: ChannelOf,
): number {
  const own = Buffer.alloc(72);
  own.writeUInt8(kind, 0);
  own.writeUInt8(kind === 2 || kind === 3 ? 1 : 0, 1);
  own.writeUInt8(dataType, 2);
  own.writeUInt32LE(at, 4);
  own.writeUInt32LE(bits, 8);
  return file.block('CN', [next, 0, file.text('TX', name), 0, 0, data, 0, 0], own);
}

function listOf(file: BlockFile, blocks: readonly number[], starts: readonly number[]): number {
  const data = Buffer.alloc(8 + 8 * blocks.length);
  data.writeUInt32LE(blocks.length, 4);
  for (const [index, start] of starts.entries()) data.writeBigUInt64LE(BigInt(start), 8 + 8 * index);
  return file.block('DL', [0, ...blocks], data);
}

const header = (file: BlockFile) => file.block('HD', [0, 0, 0, 0, 0, 0], Buffer.alloc(32));

/** Unsorted groups whose text channels, at one place of the record, have their values in one SD block. */
function unsortedTexts(
  texts: readonly string[],
  { channels, groups }: { channels: number; groups: number },
): Uint8Array {
  const file = new BlockFile(0);
  const head = header(file);
  const starts: number[] = [];
  let length = 0;
  const values = texts.map((text) => {
    starts.push(length);
    const value = Buffer.alloc(4 + text.length);
    value.writeUInt32LE(text.length);
    value.write(text, 4, 'latin1');
    length += value.byteLength;
    return value;
  });
  const data = file.block('SD', [], Buffer.concat(values));
  let next = 0;
  for (let id = groups; id >= 1; id -= 1) {
    let list = 0;
    for (let channel = 0; channel < channels; channel += 1)
      list = channelOf(file, {
        name: `text ${channel}`,
        kind: 1,
        dataType: 7,
        at: 8,
        bits: 32,
        next: list,
        data,
      });
    const time = channelOf(file, { name: 'time', kind: 2, dataType: 4, bits: 64, next: list });
    const group = Buffer.alloc(32);
    group.writeBigUInt64LE(BigInt(id), 0);
    group.writeBigUInt64LE(BigInt(texts.length), 8);
    group.writeUInt32LE(12, 24);
    next = file.block('CG', [next, time, file.text('TX', `group ${id}`), 0, 0, 0], group);
  }
  const records = starts.flatMap((start, index) =>
    Array.from({ length: groups }, (_, group) => {
      const record = Buffer.alloc(13);
      record.writeUInt8(group + 1, 0);
      record.writeDoubleLE(index, 1);
      record.writeUInt32LE(start, 9);
      return record;
    }),
  );
  const own = Buffer.alloc(8);
  own.writeUInt8(1, 0);
  const link = file.block('DT', [], Buffer.concat(records));
  file.setLink(head, 0, file.block('DG', [0, next, link, 0], own));
  return file.bytes();
}

/** The texts of an SD block. */
function valuesIn(bytes: Uint8Array, block: number): string[] {
  const buffer = Buffer.from(bytes);
  const end = block + Number(buffer.readBigUInt64LE(block + 8));
  const found: string[] = [];
  for (let at = block + 24; at < end; at += 4 + buffer.readUInt32LE(at))
    found.push(buffer.toString('latin1', at + 4, at + 4 + buffer.readUInt32LE(at)));
  return found;
}

/** Offsets of blocks. */
function blocksOf(bytes: Uint8Array, id: string): number[] {
  const buffer = Buffer.from(bytes);
  const found: number[] = [];
  for (let at = buffer.indexOf(`##${id}`); at >= 0; at = buffer.indexOf(`##${id}`, at + 4)) found.push(at);
  return found;
}

const textsOf = (bytes: Uint8Array) =>
  ['TX', 'MD', 'SI', 'CC'].map((id) => {
    const buffer = Buffer.from(bytes);
    return blocksOf(bytes, id)
      .map((at) => buffer.toString('latin1', at + 24, at + Number(buffer.readBigUInt64LE(at + 8))))
      .map((text) => (id === 'TX' || id === 'MD' ? text : text.length))
      .sort();
  });

describe('a repaired MDF 4', () => {
  const drive = { seconds: 6, unfinished: false, faults: ['misfire'] } as const;
  const apart = [
    ['values in a block', sampleMdf4({ ...drive, valuesApart: true })],
    [
      'values in many blocks',
      sampleMdf4({ ...drive, valuesApart: true, packing: 'deflate', blockBytes: 5_000 }),
    ],
  ] as const;

  test.each([...Object.entries(mdf4Samples()), ...apart])(
    'of %s has everything, sorted and finalised',
    async (_, { bytes }) => {
      await expectSame(bytes);
      const { bytes: clean } = await repaired(bytes);
      expect(Buffer.from(clean).toString('latin1', 0, 16)).toBe('MDF     4.10    ');
      expect(clean.subarray(60, 64)).toEqual(new Uint8Array(4));
      expect(textsOf(clean)).toEqual(textsOf(bytes));
      // What is written is read as it was written.
      expect((await repaired(clean)).bytes).toEqual(clean);
    },
  );

  test.each(apart)(
    'of unsorted records with %s (mdflib) has the data of each frame',
    async (_, { bytes }) => {
      const { bytes: clean } = await repaired(bytes);
      expect(await messagesOf(clean)).toEqual(await messagesOf(sampleMdf4(drive).bytes));
    },
  );

  test('of unsorted records has their texts in blocks of their own, though longer than what is read at a time', async () => {
    const texts = ['one', 'x'.repeat(3_000_000), '', 'four'];
    const file = unsortedTexts(texts, { channels: 2, groups: 1 });
    const { result, bytes: clean } = await repaired(file);
    expect(result).toMatchObject({ read: 4, written: 4, leftOut: 0, verdict: { code: 'ok' } });
    const written = blocksOf(clean, 'SD').map((at) => valuesIn(clean, at));
    expect(written.flat()).toEqual(texts);
  });

  test('of two unsorted groups that share their texts has them for both', async () => {
    const file = unsortedTexts(['one', 'two'], { channels: 1, groups: 2 });
    const { result, bytes: clean } = await repaired(file);
    expect(result).toMatchObject({ written: 4, leftOut: 0, verdict: { code: 'ok' } });
    expect(blocksOf(clean, 'SD').map((at) => valuesIn(clean, at))).toEqual([
      ['one', 'two'],
      ['one', 'two'],
    ]);
  });

  test('says that values are left out which another sorted group has as well', async () => {
    const file = new BlockFile(0);
    const head = header(file);
    const values = file.block('SD', [], Buffer.from('\x03\0\0\0one'));
    let next = 0;
    for (const _ of [1, 2]) {
      const text = channelOf(file, { name: 'text', kind: 1, dataType: 7, at: 8, bits: 64, data: values });
      const channels = channelOf(file, { name: 'time', kind: 2, dataType: 4, bits: 64, next: text });
      const data = file.block('DT', [], Buffer.alloc(16));
      next = groupOf(file, { next, channels, data, recordBytes: 16 });
    }
    file.setLink(head, 0, next);
    const { result } = await repaired(file.bytes());
    expect(result.verdict).toMatchObject({ code: 'unsupported' });
    expect(result.verdict.message).toContain('another group');
  });

  const runs = Number(process.env.FUZZ_RUNS ?? 60);

  test('has what can be read of any file that is cut at any byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        mdf4Format.files,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async ({ bytes }, at) => {
          await expectSame(bytes.subarray(0, 64 + Math.floor(at * (bytes.byteLength - 64))));
        },
      ),
      { numRuns: runs },
    );
  });

  test('has what can be read of a file that is damaged anywhere', async () => {
    const bases = [
      sampleMdf4({ seconds: 1 }),
      sampleMdf4({ seconds: 1, sorted: true, blockBytes: 1_000 }),
      sampleMdf4({ seconds: 1, unfinished: false, valuesApart: true, blockBytes: 1_000 }),
      sampleMdf4({ seconds: 1, sorted: true, blockBytes: 1_000, packing: 'deflate' }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bases),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        async ({ bytes, blocks }, at, other) => {
          const damaged = Uint8Array.from(bytes);
          const from = blocks[0]?.start ?? 0;
          damaged.set(other, from + Math.floor(at * (bytes.byteLength - from - other.byteLength)));
          const { bytes: clean } = await repaired(damaged);
          expect(await messagesOf(clean)).toEqual(await messagesOf(damaged));
        },
      ),
      { numRuns: runs },
    );
  });

  test.each([200_000, 0xf000_0000])(
    'has the values of all records but the one that names a place far ahead, %i',
    async (far) => {
      const { bytes, blocks } = sampleMdf4({
        ...{ seconds: 60, unfinished: false, valuesApart: true, blockBytes: 20_000 },
      });
      const damaged = Buffer.from(bytes);
      // The 16th of the records, of 21 bytes each; the place of its value is its last four.
      const offsetAt = (blocks[0]?.start ?? 0) + 24 + 15 * 21 + 17;
      expect(damaged.readUInt32LE(offsetAt)).toBe(202);
      damaged.writeUInt32LE(far, offsetAt);
      const [whole, read] = [await messagesOf(bytes), await messagesOf(damaged)];
      const differ = Object.entries(whole).flatMap(([topic, lines]) =>
        lines.filter((line, index) => line !== read[topic]?.[index]),
      );
      expect(differ).toHaveLength(1);
      expect(await messagesOf((await repaired(damaged)).bytes)).toEqual(read);
    },
  );

  test('has times and values that follow from the number of a record, though records before are lost', async () => {
    const file = new BlockFile(0);
    const head = header(file);
    const value = channelOf(file, { name: 'value', bits: 8 });
    const channels = channelOf(file, { name: 'time', kind: 3, dataType: 0, next: value });
    const parts = [0, 1, 2].map((part) => file.block('DT', [], Buffer.alloc(10, part)));
    const data = listOf(file, parts, [0, 10, 20]);
    file.setLink(head, 0, groupOf(file, { channels, data, recordBytes: 1 }));
    const bytes = file.bytes();
    bytes.fill(0, parts[1], (parts[1] ?? 0) + 24);
    const messages = await messagesOf(bytes);
    expect((await repaired(bytes)).result).toMatchObject({ read: 20, written: 20, leftOut: 0 });
    expect(await messagesOf((await repaired(bytes)).bytes)).toEqual(messages);
    expect(Object.values(messages)[0]?.at(-1)).toMatch(/^29000000000 /);
  });

  test('has texts of variable length, those that are lost being empty, and attachments', async () => {
    const file = new BlockFile(0);
    const head = header(file);
    const texts = ['one', 'two, a longer one', 'three'].map((text) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(text.length);
      return Buffer.concat([length, Buffer.from(text)]);
    });
    const starts = [0, 7, 28];
    const parts = texts.map((text) => file.block('SD', [], text));
    const values = listOf(file, parts, starts);
    const records = Buffer.alloc(3 * 16);
    for (const [index, start] of starts.entries()) {
      records.writeDoubleLE(index, 16 * index);
      records.writeBigUInt64LE(BigInt(start), 16 * index + 8);
    }
    const text = channelOf(file, { name: 'text', kind: 1, dataType: 7, at: 8, bits: 64, data: values });
    const channels = channelOf(file, { name: 'time', kind: 2, dataType: 4, bits: 64, next: text });
    const data = file.block('DT', [], records);
    file.setLink(head, 0, groupOf(file, { channels, data, recordBytes: 16 }));
    const content = Buffer.from('calibration');
    const attachment = Buffer.concat([Buffer.alloc(40), content]);
    attachment.writeBigUInt64LE(BigInt(content.byteLength), 24);
    attachment.writeBigUInt64LE(BigInt(content.byteLength), 32);
    file.setLink(head, 3, file.block('AT', [0, file.text('TX', 'a.txt'), 0, 0], attachment));
    const bytes = file.bytes();
    const lost = parts[1] ?? 0;
    bytes.fill(0, lost, lost + 24);
    const { result, bytes: clean } = await repaired(bytes);
    expect(result).toMatchObject({ read: 3, written: 3, attachments: 0 });
    const buffer = Buffer.from(clean);
    const [signal = 0] = blocksOf(clean, 'SD');
    expect(buffer.toString('latin1', signal + 24, signal + 24 + 20)).toBe(
      '\x03\0\0\0one\0\0\0\0\x05\0\0\0three',
    );
    const [table = 0] = blocksOf(clean, 'DT');
    const offsets = [0, 1, 2].map((index) => buffer.readBigUInt64LE(table + 24 + 16 * index + 8));
    expect(offsets).toEqual([0n, 7n, 11n]);
    expect((await summarise(clean)).attachments).toMatchObject([{ name: 'a.txt', size_bytes: 11 }]);
    const [at = 0] = blocksOf(clean, 'AT');
    expect(buffer.toString('latin1', at + 24 + 32 + 40, at + 24 + 32 + 51)).toBe('calibration');
  });

  test('of a file with two recordings has the first', async () => {
    const [one, two] = [sampleMdf4({ seconds: 1, sorted: true }), sampleMdf4({ seconds: 2, sorted: true })];
    const { result, bytes } = await repaired(Buffer.concat([one.bytes, two.bytes]));
    expect(await messagesOf(bytes)).toEqual(await messagesOf(one.bytes));
    expect(result.leftOut).toBe(result.read - result.written);
    expect(result.leftOut).toBeGreaterThan(result.written);
  });
});
