import type { ColumnMetaData, DecodedArray, FileMetaData } from 'hyparquet';
import { type ColumnName, columnName } from '../tables/column-name.ts';
import { findTime } from '../tables/find-time.ts';
import { isPartOfTime } from '../tables/split-seconds.ts';
import type { NoTime, TimeColumn } from '../tables/time-column.ts';
import { isTimeName } from '../tables/time-units.ts';
import { durationUnits } from './arrow-durations.ts';
import { type ColumnContext, columnPages } from './column-pages.ts';
import { chunksOf, type FlatColumn } from './footer.ts';
import { timeOfDayText } from './time-of-day.ts';
import { cellOf } from './word-rows.ts';

const sampleRows = 200;
/** Columns that are looked into before the rows are read. */
const maxSampled = 32;

/** What is known of the table before its rows are read. */
export interface TableHead {
  headings: ColumnName[];
  sample: string[][];
  time: TimeColumn | NoTime;
}

/**
 * The time of the rows: a column of type TIMESTAMP, best one whose name says so; else one that headings and values
 * tell, as in a table in text.
 */
export async function readTableHead(
  columns: readonly FlatColumn[],
  metadata: FileMetaData,
  context: ColumnContext,
): Promise<TableHead> {
  const durations = durationUnits(metadata);
  const headings = columns.map(({ name }) => {
    const unit = durations.get(name);
    return unit === undefined ? columnName(name) : { name, unit };
  });
  const sample = await sampleOf(columns, headings, metadata, context);
  return { headings, sample, time: typedTime(columns) ?? inOneColumn(findTime(headings, sample)) };
}

/** Columns are read one after the other, so that a time can be in two of them at most. */
function inOneColumn(time: TimeColumn | NoTime): TimeColumn | NoTime {
  return 'parts' in time
    ? { missing: `whose time is in ${time.understood}: write it into one column, and upload it again` }
    : time;
}

function typedTime(columns: readonly FlatColumn[]): TimeColumn | undefined {
  const typed = columns.flatMap((column, index) => (isTimestamp(column) ? [{ index, column }] : []));
  const best = typed.find(({ column }) => isTimeName(column.name)) ?? typed[0];
  if (!best) return undefined;
  const logical = best.column.element.logical_type;
  const isLocal = logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC;
  const zone = isLocal ? ' without a zone, counted as UTC' : '';
  return {
    index: best.index,
    kind: { kind: 'number', unit: 'ns' },
    understood: `"${best.column.name}", a column of type timestamp${zone}`,
  };
}

function isTimestamp({ element }: FlatColumn): boolean {
  const { type, logical_type, converted_type } = element;
  if (logical_type?.type === 'TIMESTAMP') return true;
  return (
    converted_type === 'TIMESTAMP_MILLIS' ||
    converted_type === 'TIMESTAMP_MICROS' ||
    (type === 'INT96' && !converted_type)
  );
}

/** The first rows of the columns that may hold times or texts; the cells of all others are empty. */
async function sampleOf(
  columns: readonly FlatColumn[],
  headings: readonly ColumnName[],
  metadata: FileMetaData,
  context: ColumnContext,
): Promise<string[][]> {
  const group = metadata.row_groups.find(({ num_rows }) => num_rows > 0n);
  if (!group) return [];
  const chunks = chunksOf(group);
  const rows = Array.from({ length: Math.min(sampleRows, Number(group.num_rows)) }, () =>
    columns.map(() => ''),
  );
  const sampled = headings.flatMap(({ name }, index) =>
    isTimeName(name) || isPartOfTime(name) || isSampled(columns[index]) ? [index] : [],
  );
  for (const index of sampled.slice(0, maxSampled)) {
    const column = columns[index] as FlatColumn;
    const chunk = chunks.get(column.key);
    if (!chunk) continue;
    const values = await firstValues(column, chunk, Number(group.num_rows), context);
    for (const [row, cells] of rows.entries()) cells[index] = textOf(values?.[row]);
  }
  return rows;
}

/** Texts, dates and times of day. */
function isSampled(column: FlatColumn | undefined): boolean {
  if (!column) return false;
  const { type, converted_type } = column.element;
  return type === 'BYTE_ARRAY' || converted_type === 'DATE' || timeOfDayText(column.element) !== undefined;
}

async function firstValues(
  column: FlatColumn,
  chunk: ColumnMetaData,
  rows: number,
  context: ColumnContext,
): Promise<DecodedArray | undefined> {
  for await (const { values, row } of columnPages(column, chunk, rows, context))
    return row === 0 ? values : undefined;
  return undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'bigint' ? String(value) : String(cellOf(value) ?? '');
}
