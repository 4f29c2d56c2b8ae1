import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { accountedFor } from '../../support/recordings/accounted-for.ts';
import { summarise } from '../../support/recordings/summarise.ts';

/** A column: figures or words, and `null` where a row has no value. */
interface Column {
  name: string;
  cells: (number | string | null)[];
}

const rows = 12;
const startMs = 1_773_475_200_000;
const timeOf = (row: number) => new Date(startMs + row * 100);

const figure = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1_000, max: 1_000 }),
  fc.constantFrom(1e300, -0, 5e-324, 2 ** 53),
);
const word = fc.constantFrom('on', 'driving', 'true', 'n/a', '12 V', '0x1F', '½');

/** Names that mean nothing, and some that mean a figure which not every number can be. */
const name = fc.oneof(
  fc.string({ minLength: 3, maxLength: 12, unit: fc.constantFrom(...'ghjkqwxyz') }).map((text) => `q${text}`),
  fc.constantFrom('battery_voltage [V]', 'cpu_usage', 'latitude', 'Speed [km/h]'),
);

const cells = fc.oneof(
  fc.array(fc.option(figure, { freq: 6 }), { minLength: rows, maxLength: rows }),
  fc.array(fc.option(word, { freq: 6 }), { minLength: rows, maxLength: rows }),
);
const tables = fc.uniqueArray(fc.record<Column>({ name, cells }), {
  minLength: 1,
  maxLength: 12,
  selector: (column) => column.name,
});

const writers: Record<string, (columns: readonly Column[]) => Uint8Array> = {
  csv: (columns) => {
    const lines = Array.from({ length: rows }, (_, row) =>
      [timeOf(row).toISOString(), ...columns.map((column) => String(column.cells[row] ?? ''))].join(','),
    );
    return Buffer.from(
      `${[['time', ...columns.map((column) => column.name)].join(','), ...lines].join('\n')}\n`,
    );
  },
  jsonl: (columns) => {
    const lines = Array.from({ length: rows }, (_, row) => {
      const members = columns.map((column) => [column.name, column.cells[row]]);
      return JSON.stringify({ time: timeOf(row).toISOString(), ...Object.fromEntries(members) });
    });
    return Buffer.from(`${lines.join('\n')}\n`);
  },
  parquet: (columns) =>
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'time', type: 'TIMESTAMP', data: Array.from({ length: rows }, (_, row) => timeOf(row)) },
          ...columns.map((column) => ({
            name: column.name,
            type: column.cells.some((cell) => typeof cell === 'string')
              ? ('STRING' as const)
              : ('DOUBLE' as const),
            data: column.cells,
            nullable: true,
          })),
        ],
      }),
    ),
};

describe('each value of a table is a figure or left out for a named reason, and nothing is invented', () => {
  test.each(Object.keys(writers))('in %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(tables, async (columns) => {
        const summary = await summarise(writers[format]?.(columns) ?? new Uint8Array());
        expect(summary).toMatchObject({ format, verdict: { code: 'ok' }, message_count: rows });
        const values = columns.flatMap((column) => column.cells.filter((cell) => cell !== null));
        expect(accountedFor(summary)).toBe(values.length);
        expect(summary.span).toMatchObject({
          start_ns: `${startMs}000000`,
          end_ns: `${startMs + (rows - 1) * 100}000000`,
        });
        const names = columns.map((column) => column.name.replace(/ \[.*/, ''));
        for (const { source, name: metric, unit, count, min_milli, max_milli } of summary.metrics) {
          expect(names).toContain(source);
          const { cells: own = [] } = columns[names.indexOf(source)] ?? {};
          const numbers = own.filter((cell) => typeof cell === 'number');
          expect(count).toBeLessThanOrEqual(numbers.length);
          if (metric !== 'signal' || unit) continue;
          expect(min_milli).toBeGreaterThanOrEqual(Math.floor(Math.min(...numbers) * 1_000));
          expect(max_milli).toBeLessThanOrEqual(Math.ceil(Math.max(...numbers) * 1_000));
        }
      }),
      { numRuns: 40 },
    );
  });
});
