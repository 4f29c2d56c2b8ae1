import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleDataflash } from '../../../../samples/dataflash/sample-dataflash.ts';
import { sampleJsonMcap } from '../../../../samples/mcap/sample-json-mcap.ts';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { sampleTlog } from '../../../../samples/tlog/sample-tlog.ts';
import { sampleUlog } from '../../../../samples/ulog/sample-ulog.ts';
import { maxSummaryBytes } from '../../../../src/recordings/summary/fit-size.ts';
import { compressLz4 } from '../../../support/recordings/lz4-compress.ts';
import { summarise } from '../../../support/recordings/summarise.ts';

const samples = {
  'zstd MCAP': sampleMcap({ seconds: 2, chunkSize: 8192 }),
  'lz4 MCAP': sampleMcap({
    seconds: 2,
    chunkSize: 8192,
    compression: { name: 'lz4', compress: compressLz4 },
  }),
  'uncompressed MCAP': sampleMcap({ seconds: 2, chunkSize: 8192, compression: 'none' }),
  'MCAP without chunks': sampleMcap({ seconds: 2, chunkSize: 0 }),
  'JSON MCAP': sampleJsonMcap({ seconds: 10, chunkSize: 4096 }),
  ULog: sampleUlog({ seconds: 5 }),
  'MAVLink log': sampleTlog({ seconds: 10 }),
  'DataFlash log': sampleDataflash({ seconds: 5 }),
};

const runs = { numRuns: 120 };

describe.each(Object.entries(samples))('a %s damaged at random', async (_, bytes) => {
  const whole = await summarise(bytes);

  async function judge(damaged: Uint8Array): Promise<void> {
    const summary = await summarise(damaged);
    expect(summary.message_count).toBeLessThanOrEqual(whole.message_count);
    expect(summary.topics.reduce((sum, topic) => sum + topic.message_count, 0)).toBe(summary.message_count);
    const { verdict } = summary;
    if (verdict.offset !== undefined) expect(verdict.salvaged_messages).toBe(summary.message_count);
    for (const { start, end } of verdict.damaged ?? []) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(damaged.byteLength);
    }
    expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThanOrEqual(maxSummaryBytes);
  }

  test('gives a verdict when truncated anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.byteLength - 1), (length) => judge(bytes.subarray(0, length))),
      runs,
    );
  });

  test('gives a verdict when bits are flipped', async () => {
    const flips = fc.array(fc.tuple(fc.nat(bytes.byteLength - 1), fc.nat(7)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(flips, (all) => {
        const damaged = new Uint8Array(bytes);
        for (const [at, bit] of all) damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        return judge(damaged);
      }),
      runs,
    );
  });

  test('gives a verdict when a block is zeroed, filled or missing', async () => {
    const blocks = fc.tuple(fc.nat(bytes.byteLength - 1), fc.nat(3_000), fc.constantFrom(0, 5, 6, 0xff, -1));
    await fc.assert(
      fc.asyncProperty(blocks, ([at, length, value]) => {
        const end = Math.min(bytes.byteLength, at + length);
        if (value < 0) return judge(Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]));
        return judge(new Uint8Array(bytes).fill(value, at, end));
      }),
      runs,
    );
  });
});

describe('bytes that are not a recording', () => {
  const mcap = [0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a];
  const dataflash = [0xa3, 0x95, 0x80, 0x80, 0x59];
  const ulog = [0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35, 0x01];

  test('give a verdict, whatever magic they begin with', async () => {
    const any = fc.tuple(fc.constantFrom([], mcap, ulog, dataflash), fc.uint8Array({ maxLength: 2_000 }));
    await fc.assert(
      fc.asyncProperty(any, async ([magic, rest]) => {
        const { verdict } = await summarise(Buffer.concat([Uint8Array.from(magic), rest]));
        expect(verdict.message).toMatch(/\.$/);
      }),
      { numRuns: 500 },
    );
  });
});
