import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BagFileWriter } from '../../../../../samples/ros1bag/bag-writer.ts';
import { sampleRos1bag } from '../../../../../samples/ros1bag/sample-ros1bag.ts';
import { verdictFails } from '../../../../../src/domain/verdict.ts';
import { maxSummaryBytes } from '../../../../../src/recordings/summary/fit-size.ts';
import { compressBzip2 } from '../../../../support/recordings/bzip2-compress.ts';
import { compressLz4 } from '../../../../support/recordings/lz4-compress.ts';
import { randomRuns } from '../../../../support/recordings/runs.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const startNs = 1_773_475_200_000_000_000n;

function field(name: string, value: Uint8Array | number[]): Uint8Array {
  const content = Buffer.concat([Buffer.from(`${name}=`), Uint8Array.from(value)]);
  return Buffer.concat([u32(content.byteLength), content]);
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function record(fields: Uint8Array[], data: Uint8Array, claimed = data.byteLength): Uint8Array {
  const head = Buffer.concat(fields);
  return Buffer.concat([u32(head.byteLength), head, u32(claimed), data]);
}

function chunk(compression: string, size: number, data: Uint8Array): Uint8Array {
  const name = Buffer.from(compression);
  return record([field('compression', name), field('op', [5]), field('size', u32(size))], data);
}

/** A small bag with `content` between its header and its first chunk. */
function bagWith(content: Uint8Array): Uint8Array {
  const bag = smallBag();
  return Buffer.concat([bag.subarray(0, 13 + 4096), content, bag.subarray(13 + 4096)]);
}

function smallBag(times: bigint[] = [startNs]): Uint8Array {
  const writer = new BagFileWriter();
  const id = writer.connection({ topic: '/a', type: 'std_msgs/UInt8', definition: 'uint8 data' });
  for (const time of times) writer.message(id, time, Uint8Array.of(1));
  return writer.end();
}

describe('decompression bombs in a bag', () => {
  const zeros = new Uint8Array(4 << 20);

  test.each([
    ['lz4', compressLz4(zeros)],
    ['bz2', compressBzip2(zeros)],
  ])('of %s are cut off at the limit, and the rest is read', async (name, packed) => {
    const limits = { maxUnpackedBytes: 1 << 20 };
    const { verdict, message_count } = await summarise(
      bagWith(chunk(name, zeros.byteLength, packed)),
      limits,
    );
    expect({ code: verdict.code, offset: verdict.offset, message_count }).toEqual({
      code: name === 'lz4' || name === 'bz2' ? 'too_large_unpacked' : '',
      offset: 13 + 4096,
      message_count: 1,
    });
  });

  test('that are really just a damaged size cost their chunk', async () => {
    for (const [name, packed] of [
      ['lz4', compressLz4(new Uint8Array(100))],
      ['bz2', compressBzip2(new Uint8Array(100))],
    ] as const) {
      const { verdict, message_count } = await summarise(bagWith(chunk(name, 0xffffff00, packed)));
      expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 1 });
    }
  });
});

describe('absurd lengths in a bag', () => {
  const message = [field('conn', u32(0)), field('op', [2]), field('time', Buffer.alloc(8))];
  const records = {
    message: record(message, Buffer.alloc(10), 0xfffffff0),
    connection: record(
      [field('conn', u32(0)), field('op', [7]), field('topic', [65])],
      Buffer.alloc(4),
      0xfffffff0,
    ),
    'packed chunk': record(
      [field('compression', Buffer.from('lz4')), field('op', [5]), field('size', u32(10))],
      Buffer.alloc(50),
      0xfffffff0,
    ),
    'packed chunk above the limit': record(
      [field('compression', Buffer.from('lz4')), field('op', [5]), field('size', u32(10))],
      Buffer.alloc(50),
      3_000,
    ),
    header: u32(0xfffffff0),
    index: record(
      [field('conn', u32(0)), field('count', u32(0x7fffffff)), field('op', [4]), field('ver', u32(1))],
      Buffer.alloc(0),
      0xfffffff0,
    ),
  };

  test.each(Object.entries(records))('of a %s are not waited for', async (_, bytes) => {
    const { verdict, message_count } = await summarise(bagWith(bytes), { maxRecordBytes: 2_000 });
    expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 1 });
    expect(verdict.offset).toBe(13 + 4096);
  });

  test('of a message that its chunk allows are skipped as a stream', async () => {
    const writer = new BagFileWriter({ chunkSize: 1 << 30 });
    const id = writer.connection({ topic: '/big', type: 'x/Y', definition: 'uint8[] data' });
    for (let i = 0n; i < 3n; i += 1n) writer.message(id, startNs + i, new Uint8Array(300_000));
    const { message_count, verdict } = await summarise(writer.end(), { maxRecordBytes: 100_000 });
    expect({ code: verdict.code, message_count }).toEqual({ code: 'ok', message_count: 3 });
  });
});

describe('floods in a bag', () => {
  test('of connections are counted together beyond a bound', async () => {
    const writer = new BagFileWriter({ chunkSize: 1 << 20 });
    for (let i = 0; i < 66_000; i += 1) {
      const id = writer.connection({ topic: `/t/${i}`, type: 'x/Y', definition: '' });
      writer.message(id, startNs + BigInt(i), Uint8Array.of(1));
    }
    const summary = await summarise(writer.end());
    expect({ count: summary.message_count, code: summary.verdict.code }).toEqual({
      count: 66_000,
      code: 'ok',
    });
    expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThanOrEqual(maxSummaryBytes);
  });

  test('of headers within headers take no longer than their bytes', async () => {
    // Each 13 bytes begin another header that could contain thousands of fields.
    const unit = Buffer.concat([u32(60_000), u32(5), Buffer.from('a=bcd')]);
    const bytes = bagWith(Buffer.concat(Array.from({ length: 100_000 }, () => unit)));
    expect((await summarise(bytes)).message_count).toBe(1);
  });

  test('of letters in a topic are not a record', async () => {
    const topic = Buffer.alloc(10 << 20, 'a');
    const bytes = bagWith(
      record([field('conn', u32(7)), field('op', [7]), field('topic', topic)], Buffer.alloc(0)),
    );
    expect(await summarise(bytes)).toMatchObject({ message_count: 1, verdict: { code: 'corrupt' } });
  });
});

describe('absurd times in a bag', () => {
  test('never distort the time span', async () => {
    const good = Array.from({ length: 50 }, (_, i) => startNs + BigInt(i) * 1_000_000_000n);
    const summary = await summarise(smallBag([0n, 1n, ...good, 4_294_967_295_999_999_999n]));
    expect(summary.span).toEqual({
      start_ns: String(startNs),
      end_ns: String(startNs + 49_000_000_000n),
      clock: 'unix',
    });
    expect(summary.codes).toMatchObject([{ code: 'clock jump' }]);
  });
});

describe('an encrypted bag', () => {
  test('is reported as such', async () => {
    const bytes = sampleRos1bag({ seconds: 1, headerFields: { encryptor: 'rosbag/AesCbcEncryptor' } });
    const { verdict, format, message_count } = await summarise(bytes);
    expect({ code: verdict.code, format, message_count }).toEqual({
      code: 'encrypted',
      format: 'ros1bag',
      message_count: 0,
    });
    expect(verdict.message).toContain('AesCbcEncryptor');
    expect(verdictFails(verdict)).toBe(true);
  });

  test('is read if it names the plugin that does not encrypt', async () => {
    const bytes = sampleRos1bag({ seconds: 1, headerFields: { encryptor: 'rosbag/NoEncryptor' } });
    expect((await summarise(bytes)).verdict.code).toBe('ok');
  });
});

describe('bytes that are not a bag', () => {
  const magic = Buffer.from('#ROSBAG V2.0\n');
  const bags = [sampleRos1bag({ seconds: 1, chunkSize: 4096 }), smallBag()];

  test('give a verdict', async () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.nat(0xffffffff).map(u32),
      fc
        .constantFrom('op=\x02', 'op=\x05', 'conn=', 'time=', 'compression=lz4', 'size=', 'topic=')
        .map(Buffer.from),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        expect((await summarise(Buffer.concat([magic, ...parts]))).verdict.message).toMatch(/\.$/);
      }),
      { numRuns: randomRuns(300) },
    );
  });

  test('that once were one give a verdict', async () => {
    const changes = fc.array(fc.tuple(fc.nat(1 << 20), fc.nat(255)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bags), changes, async (bag, all) => {
        const bytes = Uint8Array.from(bag);
        for (const [at, value] of all) bytes[13 + (at % (bytes.byteLength - 13))] = value;
        expect((await summarise(bytes)).verdict.message).toMatch(/\.$/);
      }),
      { numRuns: randomRuns(300) },
    );
  });
});
