import { describe, expect, test } from 'vitest';
import { encryptColumns } from '../../../../../samples/parquet/encrypt-columns.ts';
import { sampleParquet } from '../../../../../samples/parquet/sample-parquet.ts';
import { compressors } from '../../../../../src/recordings/formats/parquet/compressors.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const options = { seconds: 250 };

describe('columns that are encrypted, though the footer is not', () => {
  test('are named, and the others read', async () => {
    const summary = await summarise(encryptColumns(sampleParquet(options), [1, 3]));
    expect(summary.verdict).toMatchObject({ code: 'unsupported', salvaged_messages: 2_500 });
    expect(summary.verdict.message).toMatch(/column ".+" is encrypted \(and 1 more place\)/);
    expect(summary.metrics).toHaveLength(4);
    expect(summary.omitted.values).toEqual({ unknown_rule: 5_000 });
  });

  test('are the verdict if the time is among them', async () => {
    const { verdict } = await summarise(encryptColumns(sampleParquet(options), [0]));
    expect(verdict.code).toBe('encrypted');
  });
});

describe('a Parquet table', () => {
  test('gives the rows and columns of all of its row groups', async () => {
    for (const packed of [true, false]) {
      const summary = await summarise(sampleParquet({ ...options, packed }));
      expect(summary).toMatchObject({
        format: 'parquet',
        verdict: { code: 'ok', message: 'All 2,500 messages were read.' },
        span: { start_ns: '1773475200000000000', end_ns: '1773475449900000000', clock: 'unix' },
        read_as: 'Parquet table of 7 columns; time: "timestamp", a column of type timestamp.',
      });
      expect(countsByTopic(summary)).toEqual({ table: 2_500 });
      expect(summary.metrics.map(({ name, count }) => [name, count]).toSorted()).toEqual([
        ['battery_voltage', 2_500],
        ['cpu_percent', 2_500],
        ['signal', 2_500],
        ['signal', 2_500],
        ['temperature_celsius', 2_500],
        ['vehicle_speed_kmh', 2_500],
      ]);
      expect(summary.omitted.values).toBeUndefined();
    }
  });

  test('names columns of lists and counts what is no figure', async () => {
    const rows = 20;
    const columns = [
      { name: 'positions', data: Array.from({ length: rows }, () => ['a', 'b']), type: 'JSON' as const },
      { name: 'on', data: Array.from({ length: rows }, () => true), type: 'BOOLEAN' as const },
      {
        name: 'sparse',
        data: Array.from({ length: rows }, (_, i) => (i % 2 === 0 ? i : null)),
        type: 'DOUBLE' as const,
        nullable: true,
      },
      { name: 'count', data: Array.from({ length: rows }, (_, i) => BigInt(i)), type: 'INT64' as const },
    ];
    const summary = await summarise(sampleParquet({ seconds: 2, columns }));
    expect(summary).toMatchObject({
      verdict: { code: 'ok' },
      message_count: rows,
      omitted: { values: { text: 20, no_number: 20 } },
    });
    const counts = Object.fromEntries(summary.metrics.map(({ source, count }) => [source, count]));
    expect(counts).toMatchObject({ sparse: 10, count: 20 });
  });

  test('that ends before its footer says so', async () => {
    const bytes = sampleParquet({ seconds: 2 });
    expect(await summarise(bytes.subarray(0, bytes.byteLength - 4))).toMatchObject({
      format: 'parquet',
      verdict: { code: 'truncated', message: expect.stringContaining('ends before its footer') },
    });
    expect((await summarise(Buffer.from('PAR1'))).verdict.code).toBe('truncated');
    const encrypted = Uint8Array.from(bytes);
    encrypted.set(Buffer.from('PARE'), bytes.byteLength - 4);
    expect((await summarise(encrypted)).verdict.code).toBe('encrypted');
  });

  test('whose page is damaged loses that page', async () => {
    const bytes = sampleParquet({ ...options, packed: true });
    const damaged = Uint8Array.from(bytes);
    const middle = Math.floor(bytes.byteLength / 2);
    // Longer than a page, so that the header of one is in it: hyparquet-writer writes no checksums.
    damaged.fill(0xff, middle, middle + 10_000);
    const { verdict, message_count } = await summarise(damaged);
    expect(verdict.code).toBe('corrupt');
    expect(message_count).toBeGreaterThanOrEqual(1_500);
    expect(verdict.damaged?.length).toBeGreaterThan(0);
  });

  test('damaged anywhere gives a verdict, and never more rows', async () => {
    const bytes = sampleParquet({ seconds: 20, packed: false });
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let run = 0; run < 120; run += 1) {
      const damaged = Uint8Array.from(bytes);
      // Half of them in the footer, on which everything depends.
      const from = run % 2 === 0 ? 0 : bytes.byteLength - 1_200;
      for (let i = 0; i < 3; i += 1) damaged[from + random(bytes.byteLength - from)] = random(256);
      const { verdict, message_count } = await summarise(damaged, { maxUnpackedBytes: 1 << 22 });
      expect(verdict.message).toMatch(/\.$/);
      expect(message_count).toBeLessThanOrEqual(200);
    }
  });
});

describe('packings of pages', () => {
  test('give no more than the header states', () => {
    const zeros = Buffer.from('H4sIAAAAAAAAA2NgGAWjYBSMglEwCkYBAHtXeQsAAQAA', 'base64');
    expect(() => compressors.GZIP?.(zeros, 4)).toThrow();
    expect(() => compressors.LZ4_RAW?.(Uint8Array.of(0x1f, 0, 1, 0, 255, 255, 0), 4)).toThrow();
    expect(() => compressors.ZSTD?.(Uint8Array.of(1, 2, 3), 4)).toThrow();
  });
});
