import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { RandomFile, RandomFormat } from '../random-format.ts';

interface Table {
  startMs: number;
  stepsMs: number[];
  columns: { name: string; cells: (number | string | null)[] }[];
}

const figure = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  fc.integer({ min: -100_000, max: 100_000 }),
);
const word = fc.constantFrom('on', 'driving', 'n/a', 'half full');

const tables = fc
  .record({
    startMs: fc.integer({ min: 1_000_000_000_000, max: 2_000_000_000_000 }),
    stepsMs: fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 5, maxLength: 60, size: 'max' }),
    kinds: fc.array(fc.constantFrom('figures', 'figures', 'words'), {
      minLength: 1,
      maxLength: 8,
      size: 'max',
    }),
  })
  .chain(({ startMs, stepsMs, kinds }) => {
    const cells = kinds.map((kind) =>
      fc.array(fc.option<number | string>(kind === 'figures' ? figure : word, { freq: 8 }), {
        minLength: stepsMs.length,
        maxLength: stepsMs.length,
        size: 'max',
      }),
    );
    return fc.tuple(...cells).map(
      (columns): Table => ({
        startMs,
        stepsMs,
        columns: columns.map((each, index) => ({ name: `quantity_${index}`, cells: each })),
      }),
    );
  });

/** Milliseconds since 1970 of each row. */
function timesOf({ startMs, stepsMs }: Table): number[] {
  let time = startMs;
  return stepsMs.map((step) => {
    time += step;
    return time;
  });
}

const timeColumns = {
  iso: { heading: 'time', text: (ms: number) => new Date(ms).toISOString() },
  seconds: { heading: 'time [s]', text: (ms: number) => (ms / 1_000).toFixed(3) },
  milliseconds: { heading: 'time [ms]', text: (ms: number) => String(ms) },
} as const;

const csvOptions = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  isGerman: fc.boolean(),
  isQuoted: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  time: fc.constantFrom('iso' as const, 'seconds' as const, 'milliseconds' as const),
  hasMark: fc.boolean(),
});

const csvs = fc.tuple(tables, csvOptions).map(([table, options]): RandomFile => {
  const { separator, isQuoted, lineEnd, hasMark } = options;
  const isGerman = options.isGerman && separator !== ',';
  const { heading, text } = timeColumns[options.time];
  const write = (cell: number | string | null) => {
    const plain = typeof cell === 'number' && isGerman ? String(cell).replace('.', ',') : String(cell ?? '');
    return isQuoted && plain !== '' ? `"${plain}"` : plain;
  };
  const rows = timesOf(table).map((ms, row) => [
    isGerman && options.time === 'seconds' ? text(ms).replace('.', ',') : text(ms),
    ...table.columns.map(({ cells }) => write(cells[row] ?? null)),
  ]);
  const lines = [[heading, ...table.columns.map(({ name }) => name)], ...rows];
  const content = lines.map((cells) => cells.join(separator) + lineEnd).join('');
  return {
    bytes: Buffer.from(`${hasMark ? '\ufeff' : ''}${content}`),
    extension: isGerman ? '.german.csv' : '.csv',
  };
});

const jsonls = tables.map((table): RandomFile => {
  const lines = timesOf(table).map((ms, row) => {
    const members = table.columns.map(({ name, cells }) => [name, cells[row]]);
    return JSON.stringify({ time: new Date(ms).toISOString(), ...Object.fromEntries(members) });
  });
  return { bytes: Buffer.from(`${lines.join('\n')}\n`), extension: '.jsonl' };
});

const parquets = fc
  .tuple(tables, fc.constantFrom('UNCOMPRESSED' as const, 'SNAPPY' as const), fc.constantFrom(7, 1_000))
  .map(([table, codec, rowGroupSize]): RandomFile => {
    const times = timesOf(table).map((ms) => new Date(ms));
    const columns = table.columns.map(({ name, cells }) => ({
      name,
      type: cells.some((cell) => typeof cell === 'string') ? ('STRING' as const) : ('DOUBLE' as const),
      data: cells,
      nullable: true,
    }));
    const columnData = [{ name: 'time', type: 'TIMESTAMP' as const, data: times }, ...columns];
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData, codec, rowGroupSize }));
    return { bytes, extension: '.parquet' };
  });

const table = {
  script: 'tables.py',
  hasValues: true,
  metricKey: ({ source }: { source: string }) => `table ${source}`,
} as const;

export const tableFormats: readonly RandomFormat[] = [
  { ...table, name: 'csv', reader: 'csv module of Python', files: csvs },
  {
    ...table,
    name: 'jsonl',
    reader: 'json module of Python',
    files: jsonls,
    metricKey: ({ source }) => `lines ${source}`,
  },
  { ...table, name: 'parquet', reader: 'pyarrow 26.0.1', files: parquets },
];
