import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { sampleCanCsv } from '../../../../samples/csv/sample-can-csv.ts';
import { sampleCsv } from '../../../../samples/csv/sample-csv.ts';
import { sampleJsonl } from '../../../../samples/jsonl/sample-jsonl.ts';
import { sampleParquet } from '../../../../samples/parquet/sample-parquet.ts';
import type { FileSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { summarise } from '../../../support/recordings/summarise.ts';

const seconds = 2;

/** Names that mean nothing. */
const name = fc
  .string({ minLength: 3, maxLength: 12, unit: fc.constantFrom(...'ghjkqwxyz') })
  .map((text) => `q${text}`);
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 5 });

/** Cells of any type, of those that no table here has. */
const cell = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.constantFrom(
    '',
    'NaN',
    '0x1F',
    '1+2i',
    'POINT(1 2)',
    '{1;2}',
    '2024-03-01',
    'P1DT2H',
    'true',
    '½',
    '10101b',
  ),
);

function counts({ metrics }: FileSummary): Record<string, number> {
  return Object.fromEntries(metrics.map(({ source, count }) => [source, count]));
}

/** Whether all rows were read, with the figures that the table has `before` additions. */
function expectWhole(summary: FileSummary, before: FileSummary): void {
  const { verdict, message_count, format, span } = summary;
  expect({ code: verdict.code, message_count, format, span }, verdict.message).toEqual({
    code: 'ok',
    message_count: before.message_count,
    format: before.format,
    span: before.span,
  });
  expect(counts(summary)).toMatchObject(counts(before));
}

describe('what a later version adds to a table is a figure or left out, and is no damage:', () => {
  test.each([
    ['measurements', sampleCsv({ seconds })],
    ['frames of SavvyCAN', sampleCanCsv({ seconds })],
    ['frames of python-can', sampleCanCsv({ seconds, writer: 'python-can' })],
  ])('columns of %s in CSV', async (_, bytes) => {
    // SavvyCAN ends rows behind the last byte of data, which may be one of more than the heading names.
    const lines = Buffer.from(bytes)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/,$/, ''))
      .slice(0, 300)
      .filter((line, _index, [heading = '']) => line.split(',').length <= heading.split(',').length);
    const width = (lines[0] as string).split(',').length;
    const before = await summarise(Buffer.from(`${lines.join('\n')}\n`));
    await fc.assert(
      fc.asyncProperty(names, fc.array(cell, { minLength: 1, maxLength: 30 }), async (added, cells) => {
        const wider = lines.map((line, row) => {
          const fields = line.split(',');
          const more = added.map((each, index) =>
            row === 0 ? each : (cells[(row + index) % cells.length] as string),
          );
          return [...fields, ...Array.from({ length: width - fields.length }, () => ''), ...more].join(',');
        });
        expectWhole(await summarise(Buffer.from(`${wider.join('\n')}\n`)), before);
      }),
      { numRuns: 15 },
    );
  });

  test('members, nested ones and other lines in JSON', async () => {
    const bytes = Buffer.from(sampleJsonl({ seconds }));
    const before = await summarise(bytes);
    // A line is recognised by the first bytes of a file if it ends within them.
    const member = fc.jsonValue().filter((value) => JSON.stringify(value).length <= 500);
    const others = fc.array(
      fc
        .jsonValue({ maxDepth: 1 })
        .filter((value) => typeof value !== 'object' || value === null || Array.isArray(value)),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(
        names,
        fc.array(member, { minLength: 1, maxLength: 20 }),
        others,
        async (added, values, lines) => {
          const rows = bytes
            .toString()
            .trimEnd()
            .split('\n')
            .map((line, row) => {
              const more = added.map((each, index) => [each, values[(row + index) % values.length]]);
              return JSON.stringify({ ...JSON.parse(line), ...Object.fromEntries(more) });
            });
          const text = [...rows, ...lines.map((value) => JSON.stringify(value))].join('\n');
          const summary = await summarise(Buffer.from(`${text}\n`));
          // A file has 40 figures at most; of more, those of the sample may be among those left out.
          fc.pre(summary.omitted.metrics === 0);
          expectWhole(summary, before);
          const named = summary.logs.some(({ text: said }) =>
            said.includes(`line that is no object (${lines.length})`),
          );
          expect(named).toBe(lines.length > 0);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('columns and metadata of Parquet', async () => {
    const before = await summarise(sampleParquet({ seconds }));
    const rows = before.message_count;
    const column = fc.oneof(
      fc.constant({ type: 'JSON' as const, value: { a: [1, { b: 2 }] } }),
      fc.constant({ type: 'BYTE_ARRAY' as const, value: Uint8Array.of(1, 2, 255) }),
      fc.constant({ type: 'UUID' as const, value: '6ba7b810-9dad-11d1-80b4-00c04fd430c8' }),
      fc.constant({ type: 'FLOAT16' as const, value: 1.5 }),
      fc.constant({ type: 'STRING' as const, value: 'later' }),
      fc.constant({ type: 'BOOLEAN' as const, value: true }),
    );
    await fc.assert(
      fc.asyncProperty(names, fc.array(column, { minLength: 1, maxLength: 5 }), async (added, types) => {
        const columns = added.map((each, index) => {
          const { type, value } = types[index % types.length] as (typeof types)[number];
          return { name: each, type, data: Array.from({ length: rows }, () => value) };
        });
        expectWhole(await summarise(sampleParquet({ seconds, columns })), before);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a Parquet table with what this version does not read', () => {
  const rows = 20;
  const times = Array.from({ length: rows }, (_, i) => new Date(1_773_475_200_000 + i * 100));
  const figures = Array.from({ length: rows }, (_, i) => i * 1.5);
  const columnData = [
    { name: 'timestamp', data: times, type: 'TIMESTAMP' as const },
    { name: 'speed', data: figures, type: 'DOUBLE' as const, encoding: 'PLAIN' as const },
    { name: 'height', data: figures, type: 'DOUBLE' as const },
  ];
  const kvMetadata = [{ key: 'of.a.later.version', value: '{"x": 1}' }];

  async function isNamed(bytes: Uint8Array, what: string): Promise<void> {
    const summary = await summarise(bytes);
    expect(summary.verdict).toMatchObject({ code: 'unsupported', message: expect.stringContaining(what) });
    expect(summary.message_count).toBe(rows);
    expect(counts(summary)).toEqual({ height: rows });
    expect(summary.omitted.values).toEqual({ unknown_rule: rows });
  }

  test('of codecs names them and reads the other columns', async () => {
    const bytes = parquetWriteBuffer({
      columnData: columnData.map((column) =>
        column.name === 'speed' ? { ...column, codec: 'LZO' as const } : column,
      ),
      compressors: { LZO: (input) => input },
      codec: 'UNCOMPRESSED',
      kvMetadata,
    });
    await isNamed(new Uint8Array(bytes), 'column "speed" is packed with LZO, which is not supported');
  });

  test('of encodings and kinds of pages names them and reads the other columns', async () => {
    const bytes = Buffer.from(parquetWriteBuffer({ columnData, codec: 'UNCOMPRESSED', kvMetadata }));
    // The first field of each page's header is its type, in zigzag: 3, a data page of version 2.
    const content = Buffer.from(new Float64Array(figures).buffer);
    const first = bytes.indexOf(content);
    const header = bytes.lastIndexOf(Buffer.of(0x15, 6, 0x15), first);
    // Values, nulls, rows, encoding.
    const counted = bytes.indexOf(Buffer.of(0x15, rows * 2, 0x15, 0, 0x15, rows * 2, 0x15), header);
    expect([header > 0, counted > header && counted < first]).toEqual([true, true]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: 63 }), async (later) => {
        const encoded = Buffer.from(bytes);
        encoded[counted + 7] = later * 2;
        await isNamed(encoded, 'a page of column "speed" has the encoding of a later version');
        const paged = Buffer.from(bytes);
        paged[header + 1] = later * 2;
        await isNamed(paged, 'a page of column "speed" is of a kind that is not supported');
      }),
      { numRuns: 30 },
    );
  });
});
