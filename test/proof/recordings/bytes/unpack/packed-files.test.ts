import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../../../samples/mcap/sample-mcap.ts';
import { createRandom } from '../../../../../samples/random.ts';
import { sampleUlog } from '../../../../../samples/ulog/sample-ulog.ts';
import { unpackLimit } from '../../../../../src/recordings/bytes/unpack/unpacking-source.ts';
import { buildMcap, jsonChannel } from '../../../../support/recordings/build-mcap.ts';
import { compressBzip2 } from '../../../../support/recordings/bzip2-compress.ts';
import { compressLz4, compressLz4Legacy } from '../../../../support/recordings/lz4-compress.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const mcap = sampleMcap({ seconds: 10, chunkSize: 8_192, compression: 'none' });
const ulog = sampleUlog({ seconds: 20 });

const packings = {
  zstd: zstdCompressSync,
  gzip: gzipSync,
  lz4: compressLz4,
  'lz4 (legacy frames)': compressLz4Legacy,
  bzip2: compressBzip2,
} as const;

const plain = await summarise(mcap);
const plainUlog = await summarise(ulog);

describe.each(Object.entries(packings))('a recording compressed with %s', (name, pack) => {
  const packed = pack(mcap);
  const packed_with = name.split(' ').slice(0, 1);

  test('is read as the recording itself', async () => {
    expect(await summarise(packed)).toEqual({ ...plain, size_bytes: packed.byteLength, packed_with });
    expect(await summariseInPieces(packed, 1_000)).toEqual({
      ...plain,
      size_bytes: packed.byteLength,
      packed_with,
    });
    const packedUlog = pack(ulog);
    expect(await summarise(packedUlog)).toEqual({
      ...plainUlog,
      size_bytes: packedUlog.byteLength,
      packed_with,
    });
  });

  test('is read if it was compressed in parts', async () => {
    const parts = [0, 20_000, 20_001, 150_000].map((at, index, all) =>
      pack(mcap.subarray(at, all[index + 1])),
    );
    const glued = Buffer.concat(parts);
    expect(await summarise(glued)).toEqual({ ...plain, size_bytes: glued.byteLength, packed_with });
  });

  test('is read if it was compressed twice, but not three times', async () => {
    const twice = gzipSync(packed);
    expect(await summarise(twice)).toEqual({
      ...plain,
      size_bytes: twice.byteLength,
      packed_with: ['gzip', ...packed_with],
    });
    const { verdict } = await summarise(pack(pack(pack(mcap))));
    expect(verdict.code).toBe('unknown_format');
    expect(verdict.message).toContain('compressed 3 times');
  });

  test('yields what precedes a truncation, and says where', async () => {
    const cut = packed.subarray(0, Math.floor(packed.byteLength * 0.6));
    const { verdict, message_count } = await summarise(cut);
    expect(message_count).toBeLessThan(plain.message_count);
    if (name !== 'bzip2') expect(message_count).toBeGreaterThan(0);
    expect(verdict).toMatchObject({ code: 'truncated', salvaged_messages: message_count });
    expect(verdict.message).toMatch(
      new RegExp(`^At byte \\d+ the ${name.split(' ')[0]} data ends in its middle`),
    );
    expect(verdict.offset).toBeLessThanOrEqual(cut.byteLength);
  });

  test('yields what precedes and follows damage if it was compressed in parts', async () => {
    const half = Math.floor(mcap.byteLength / 2);
    const [first, second] = [pack(mcap.subarray(0, half)), pack(mcap.subarray(half))];
    const bytes = Buffer.concat([first, second]);
    bytes.fill(0xa5, first.byteLength - 120, first.byteLength - 60);
    const { verdict, message_count } = await summarise(bytes);
    expect(verdict.code).toBe('corrupt');
    expect(message_count).toBeGreaterThan(plain.message_count * 0.4);
    expect(verdict.offset).toBeLessThan(first.byteLength);
    // Legacy blocks have 8 MiB and no checksum: only what follows them may reveal the damage.
    if (!name.includes('legacy'))
      expect(verdict.damaged?.at(-1)?.end).toBeLessThanOrEqual(first.byteLength + 64);
  });

  test('without content is empty', async () => {
    expect((await summarise(pack(new Uint8Array()))).verdict.code).toBe('empty');
  });

  test('has a verdict however its bytes are damaged', async () => {
    const random = createRandom(7).next;
    for (let run = 0; run < 60; run += 1) {
      const bytes = Uint8Array.from(packed);
      const at = Math.floor(random() * bytes.byteLength);
      if (run % 3 === 0) bytes.fill(0, at, at + 300);
      else bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const { verdict, message_count } = await summarise(run % 4 === 1 ? bytes.subarray(0, at) : bytes);
      expect(message_count).toBeLessThanOrEqual(plain.message_count);
      for (const { start, end } of verdict.damaged ?? []) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(packed.byteLength);
      }
    }
  });
});

describe('a legacy lz4 frame', () => {
  test('of several blocks loses no more than what follows the damage in its block', async () => {
    const channel = jsonChannel('/large', 'Large');
    const messages = Array.from({ length: 40 }, (_, at) => ({ channel, data: Buffer.alloc(300_000, at) }));
    const large = buildMcap(messages, { compression: 'none' });
    const packed = Buffer.from(compressLz4Legacy(large));
    const whole = await summarise(packed);
    expect(whole.verdict).toEqual({ code: 'ok', message: 'All 40 messages were read.' });
    const block = packed.readUInt32LE(4);
    expect(block).toBeLessThan(packed.byteLength - 8);
    packed.fill(0, block - 100, block);
    const { verdict, message_count } = await summarise(packed);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start: 4, end: 8 + block }] });
    expect(message_count).toBeGreaterThan(35);
  });
});

describe('damage inside compressed data', () => {
  test('is located by offset in the uploaded file', async () => {
    const bytes = Uint8Array.from(mcap);
    bytes.fill(0, 100_000, 100_100);
    const inside = await summarise(bytes);
    const packed = zstdCompressSync(bytes);
    const { verdict, message_count } = await summarise(packed);
    expect(message_count).toBe(inside.message_count);
    expect(verdict.code).toBe('corrupt');
    expect(verdict.message).toMatch(/^At byte \d+ of the unpacked recording /);
    expect(verdict.offset).toBeLessThan(packed.byteLength);
    expect(verdict.damaged?.length).toBeGreaterThan(0);
    for (const { end } of verdict.damaged ?? []) expect(end).toBeLessThanOrEqual(packed.byteLength);
  });
});

describe('a decompression bomb', () => {
  test.each([
    ['zstd', () => zstdCompressSync(Buffer.concat([mcap, new Uint8Array(400 << 20)]))],
    ['gzip', () => gzipSync(Buffer.concat([mcap, new Uint8Array(400 << 20)]))],
  ])('of %s is cut off at the limit, in bounded memory', async (_, make) => {
    const bomb = make();
    const before = process.memoryUsage().arrayBuffers;
    const { verdict } = await summarise(bomb);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(256 << 20);
    const limit = unpackLimit(bomb.byteLength);
    if (limit < 400 << 20) expect(verdict.code).toBe('too_large_unpacked');
    else expect(verdict.code).not.toBe('ok');
  });
});

describe('bytes that begin like a compressed file', () => {
  test('have a verdict', async () => {
    const heads = [
      [0x28, 0xb5, 0x2f, 0xfd],
      [0x1f, 0x8b, 8],
      [4, 0x22, 0x4d, 0x18],
      [...Buffer.from('BZh9')],
      [...Buffer.from('BZh1'), 0x31, 0x41, 0x59, 0x26, 0x53, 0x59],
    ];
    const any = fc.tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 600 }));
    await fc.assert(
      fc.asyncProperty(any, async ([head, rest]) => {
        const { verdict } = await summarise(Buffer.concat([Uint8Array.from(head), rest]));
        expect(verdict.message).toMatch(/\.$/);
      }),
      { numRuns: 300 },
    );
  });
});
