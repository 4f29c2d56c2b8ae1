import fc from 'fast-check';
import { parquetMetadataAsync } from 'hyparquet';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { expect, test } from 'vitest';
import type { Cell, ColumnKind } from '../../../src/export/parquet/table-column.ts';
import { ParquetTable } from '../../../src/export/parquet-table.ts';
import { readTable } from '../../support/export/export-sample.ts';

interface Column {
  kind: ColumnKind;
  growing?: boolean;
  /** Values of rows, by their groups. */
  groups: (Cell | undefined)[][];
}

/** Bounds of texts are their bytes. */
const parsers = { ...DEFAULT_PARSERS, stringFromBytes: (bytes: Uint8Array) => bytes };

async function written(columns: readonly Column[]) {
  const parts: Uint8Array[] = [];
  const table = new ParquetTable((bytes) => parts.push(bytes.slice()));
  const places = columns.map(({ kind, growing }, at) => table.addColumn(String(at), kind, growing));
  const groups = columns[0]?.groups ?? [];
  for (const [group, { length }] of groups.entries()) {
    for (let row = 0; row < length; row += 1) {
      table.beginRow();
      for (const [at, place] of places.entries()) {
        const value = columns[at]?.groups[group]?.[row];
        if (value !== undefined) table.set(place, value);
      }
    }
    table.flush();
  }
  table.finish({ argus: '{}' }, false);
  const bytes = Buffer.concat(parts);
  const { row_groups } = await parquetMetadataAsync(Uint8Array.from(bytes).buffer, { parsers });
  return { rows: (await readTable(bytes)).rows, row_groups };
}

const long = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const values: Record<ColumnKind, fc.Arbitrary<Cell>> = {
  double: fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, 1)),
  int64: fc.bigInt(long),
  boolean: fc.boolean(),
  text: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a', 'bb', '\u{ffff}', '\u{10000}')),
  bytes: fc.uint8Array({ maxLength: 9 }),
};
const kinds = Object.keys(values) as ColumnKind[];

/** Runs of one value, and gaps, as there are in recordings. */
const cells = (kind: ColumnKind) =>
  fc
    .array(fc.tuple(fc.option(values[kind], { nil: undefined, freq: 3 }), fc.constantFrom(1, 1, 2, 9, 40)), {
      maxLength: 40,
    })
    .map((runs) => runs.flatMap(([value, times]) => new Array<Cell | undefined>(times).fill(value)));

test.each(kinds)('values of %s are read as they were written, with their bounds', async (kind) => {
  await fc.assert(
    fc.asyncProperty(fc.array(cells(kind), { minLength: 1, maxLength: 3 }), async (groups) => {
      const { rows, row_groups } = await written([{ kind, groups }]);
      expect(rows.map((row) => row['0'])).toEqual(groups.flat().map((value) => value ?? null));
      const filled = groups.filter(({ length }) => length > 0);
      expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual(filled.map(({ length }) => length));
      for (const [at, group] of filled.entries()) {
        const statistics = row_groups[at]?.columns[0]?.meta_data?.statistics;
        expect(Number(statistics?.null_count)).toBe(group.filter((value) => value === undefined).length);
        const sorted = group.filter((value) => value !== undefined && !Number.isNaN(value)).sort(byBytes);
        if (sorted.length === 0) continue;
        const [smallest, largest] = [boundOf(sorted[0], -0), boundOf(sorted.at(-1), 0)];
        if (kind === 'text' || kind === 'bytes') {
          const { min_value: min, max_value: max } = statistics as {
            min_value: Uint8Array;
            max_value: Uint8Array;
          };
          expect(Buffer.compare(min, asBytes(smallest))).toBe(
            asBytes(smallest).byteLength > longBound ? -1 : 0,
          );
          if (asBytes(largest).byteLength <= longBound)
            expect(max).toEqual(Uint8Array.from(asBytes(largest)));
          else expect(Buffer.compare(max, asBytes(largest))).toBeGreaterThanOrEqual(0);
        } else expect(statistics).toMatchObject({ min_value: smallest, max_value: largest });
      }
    }),
    { numRuns: 200 },
  );
});

/** Bytes to which the writer of the footer shortens a bound. */
const longBound = 16;

function asBytes(value: Cell | undefined): Uint8Array {
  return value instanceof Uint8Array ? value : Buffer.from(String(value));
}

function boundOf(value: Cell | undefined, zero: number): Cell | undefined {
  return value === 0 ? zero : value;
}

function byBytes(a: Cell | undefined, b: Cell | undefined): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b);
  return Number((a as number) > (b as number)) - Number((a as number) < (b as number));
}

test('numbers that grow are the same as deltas, however far apart they are', async () => {
  const step = fc.oneof(
    fc.constantFrom(0n, 1n, 1_000_000n, -5n, 2n ** 32n, 2n ** 51n, -(2n ** 51n)),
    fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n }),
  );
  const steps = fc.array(step, { maxLength: 400, size: 'max' });
  await fc.assert(
    fc.asyncProperty(fc.bigInt(long), steps, async (first, all) => {
      let at = first;
      const numbers = all.map((each) => {
        at = BigInt.asIntN(64, at + each);
        return at;
      });
      const { rows, row_groups } = await written([
        { kind: 'int64', growing: true, groups: [[first, ...numbers]] },
      ]);
      expect(rows.map((row) => row['0'])).toEqual([first, ...numbers]);
      const encodings = row_groups[0]?.columns[0]?.meta_data?.encodings;
      const wraps = numbers.some((each, i) => Math.abs(Number(each - (numbers[i - 1] ?? first))) >= 2 ** 52);
      expect(encodings).toEqual([wraps ? 'PLAIN' : 'DELTA_BINARY_PACKED']);
    }),
    { numRuns: 200 },
  );
});

test('offsets may be numbers, up to the largest safe one', async () => {
  const offsets = [0, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 7, Number.MAX_SAFE_INTEGER];
  const { rows } = await written([{ kind: 'int64', growing: true, groups: [offsets] }]);
  expect(rows.map((row) => row['0'])).toEqual(offsets.map(BigInt));
});

test('texts that repeat themselves are indexes of a dictionary, others are not', async () => {
  const few = Array.from({ length: 300 }, (_, at) => `level ${at % 3}`);
  const { row_groups } = await written([
    { kind: 'text', groups: [few] },
    { kind: 'text', groups: [few.map((text, at) => `${text} ${at}`)] },
  ]);
  expect(row_groups[0]?.columns.map(({ meta_data }) => meta_data?.encodings)).toEqual([
    ['PLAIN', 'RLE_DICTIONARY'],
    ['PLAIN'],
  ]);
});

test('columns that come late have no values in earlier groups', async () => {
  const parts: Uint8Array[] = [];
  const table = new ParquetTable((bytes) => parts.push(bytes.slice()));
  const first = table.addColumn('a', 'double');
  for (const value of [1, 2]) {
    table.beginRow();
    table.set(first, value);
  }
  table.flush();
  table.beginRow();
  for (const [at, kind] of kinds.entries()) table.addColumn(`late${at}`, kind);
  const late = table.addColumn('late', 'text');
  table.set(late, 'x');
  table.finish({ argus: '{}' }, false);
  const { rows } = await readTable(Buffer.concat(parts));
  expect(rows.map(({ a, late, late0 }) => [a, late, late0])).toEqual([
    [1, null, null],
    [2, null, null],
    [null, 'x', null],
  ]);
});
