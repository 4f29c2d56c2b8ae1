import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Series } from '../../signals/series.ts';

/** A value or a bucket of a series, as CSV, Parquet and Arrow have it: one row each. */
export interface Row {
  time_ns: bigint;
  signal: string;
  unit: string | null;
  value: number | null;
  min: number | null;
  max: number | null;
  mean: number | null;
  count: number;
  text: string | null;
}

export const columns = ['time_ns', 'signal', 'unit', 'value', 'min', 'max', 'mean', 'count', 'text'] as const;

function* rowsOf(series: Series): Generator<Row> {
  const { signal, unit, start_ns } = series;
  const start = BigInt(start_ns);
  const none = { value: null, min: null, max: null, mean: null, text: null };
  for (const [at, t] of series.t.entries()) {
    const place = { ...none, time_ns: start + BigInt(Math.round(t)), signal, unit };
    if (series.kind === 'raw') {
      const value = series.value[at] ?? null;
      yield { ...place, value, min: value, max: value, mean: value, count: 1 };
    } else if (series.kind === 'buckets') {
      const { min, max, mean, count } = series;
      yield {
        ...place,
        min: min[at] ?? null,
        max: max[at] ?? null,
        mean: mean[at] ?? null,
        count: count[at] ?? 0,
      };
    } else yield { ...place, text: series.text[at] ?? '', count: 1 };
  }
}

/** RFC 4180, with a heading. Text that a spreadsheet would take for a formula stays as it is: programs read this. */
export function seriesCsv(all: readonly Series[]): Buffer {
  const lines = [columns.join(',')];
  for (const series of all)
    for (const row of rowsOf(series)) lines.push(columns.map((name) => cell(row[name])).join(','));
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

function cell(value: Row[keyof Row]): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const parquetTypes = {
  time_ns: 'INT64',
  signal: 'STRING',
  unit: 'STRING',
  value: 'DOUBLE',
  min: 'DOUBLE',
  max: 'DOUBLE',
  mean: 'DOUBLE',
  count: 'INT32',
  text: 'STRING',
} as const;

export function seriesParquet(all: readonly Series[]): Buffer {
  const { rows, about } = tableOf(all);
  const kvMetadata = [...about].map(([key, value]) => ({ key, value }));
  const columnData = columns.map((name) => ({
    name,
    type: parquetTypes[name],
    data: rows.map((row) => row[name]),
    nullable: isNullable(name),
  }));
  return Buffer.from(parquetWriteBuffer({ columnData, kvMetadata }));
}

/** Of signed integers of 64 bits, in nanoseconds: the years 1677 to 2262. */
const [earliestNs, latestNs] = [-(2n ** 63n), 2n ** 63n - 1n];

/** The rows of Parquet and Arrow, and the metadata of the table: `argus`, what is known of each series as JSON. */
export function tableOf(all: readonly Series[]): { rows: Row[]; about: Map<string, string> } {
  const rows: Row[] = [];
  const series = all.map((each) => {
    const { signal, kind, unit, labels, clock, total } = each;
    let { omitted } = each;
    for (const row of rowsOf(each)) {
      if (row.time_ns >= earliestNs && row.time_ns <= latestNs) rows.push(row);
      else omitted += row.count;
    }
    return { signal, kind, unit, labels, clock, total, omitted };
  });
  return { rows, about: new Map([['argus', JSON.stringify({ series })]]) };
}

export function isNullable(column: keyof Row): boolean {
  return column !== 'time_ns' && column !== 'signal' && column !== 'count';
}
