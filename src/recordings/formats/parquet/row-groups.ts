import type { DecodedArray, RowGroup } from 'hyparquet';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { FigureColumn } from '../tables/figure-column.ts';
import type { Table } from '../tables/table.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { type ColumnContext, columnPages } from './column-pages.ts';
import { chunksOf, type FlatColumn } from './footer.ts';
import { RowTimes } from './row-times.ts';
import { cellOf, WordRows } from './word-rows.ts';

export interface GroupContext extends ColumnContext {
  builder: SummaryBuilder;
  passedOver: PassedOver;
  columns: readonly FlatColumn[];
  table: Table;
  time: { index: number; rest?: number };
}

/** Reads a row group column by column: the times of its rows first, which stay in memory. */
export async function readRowGroup(group: RowGroup, context: GroupContext): Promise<void> {
  const rows = Number(group.num_rows);
  const { columns, table, builder, passedOver, damage, limits } = context;
  const at = Number(group.file_offset ?? 0);
  if (!(rows >= 0) || rows * RowTimes.bytesPerRow > limits.maxUnpackedBytes) {
    damage.add('too_large_unpacked', at, at, `a row group claims ${rows} rows, which is more than the limit`);
    return;
  }
  const chunks = chunksOf(group);
  countUnread(chunks, context);
  const times = new RowTimes(rows, table.time);
  await readTimes(chunks, times, context);
  const bytes = rows === 0 ? 0 : Math.round(Number(group.total_byte_size) / rows);
  for (let row = 0; row < rows; row += 1) {
    if (times.load(row)) table.count(bytes, times.offset(row));
    else passedOver.count('row without a readable time');
  }
  for (const { index, column } of table.figures) {
    const flat = columns[index] as FlatColumn;
    const chunk = chunks.get(flat.key);
    if (!chunk) {
      passedOver.count(`column "${flat.name}", which is encrypted or missing`);
      continue;
    }
    for await (const { row, values, offset, unread = 0 } of columnPages(flat, chunk, rows, context)) {
      builder.omit('unknown_rule', unread);
      addFigures(values, row, times, column, offset);
      handOver(values, row, times, table, index, offset);
    }
  }
  const words = table.wordColumns;
  if (words.length > 0) await readWords(chunks, words, times, context);
  builder.omit('no_time', times.omitted);
}

type Chunks = ReturnType<typeof chunksOf>;

/** Values of lists and the like are no figures. */
function countUnread(chunks: Chunks, { columns, builder }: GroupContext): void {
  const read = new Set(columns.map(({ key }) => key));
  for (const [key, { num_values }] of chunks) {
    if (!read.has(key)) builder.omit('no_number', Number(num_values));
  }
}

async function readTimes(chunks: Chunks, times: RowTimes, context: GroupContext): Promise<void> {
  const { columns, time } = context;
  const rests = time.rest === undefined ? undefined : new WordRows(times.rows);
  for (const index of time.rest === undefined ? [time.index] : [time.rest, time.index]) {
    const column = columns[index] as FlatColumn;
    const chunk = chunks.get(column.key);
    if (!chunk) return;
    for await (const { row, values, offset } of columnPages(column, chunk, times.rows, context)) {
      if (index === time.rest) rests?.take(index, row, values);
      else times.take(row, values, offset, (at) => rests?.textAt(time.rest as number, at) ?? '');
    }
  }
}

function addFigures(
  values: DecodedArray,
  first: number,
  times: RowTimes,
  column: FigureColumn,
  offset: number,
): void {
  for (let i = 0; i < values.length; i += 1) {
    const value = cellOf(values[i]);
    if (value === undefined) continue;
    if (!times.load(first + i)) {
      times.omitted += 1;
      continue;
    }
    const { high, low } = times.time;
    if (typeof value === 'number') column.number(value, high, low, offset);
    else if (typeof value === 'string') column.text(value);
    else column.omit('no_number');
  }
}

function handOver(
  values: DecodedArray,
  first: number,
  times: RowTimes,
  table: Table,
  index: number,
  offset: number,
): void {
  if (!table.handsOver) return;
  for (let i = 0; i < values.length; i += 1) {
    const value = cellOf(values[i]);
    if (value !== undefined && value !== null && times.load(first + i)) table.handOver(index, value, offset);
  }
}

/** Texts of all rows of the group are held together, so that their size is bounded. */
async function readWords(
  chunks: Chunks,
  indexes: readonly number[],
  times: RowTimes,
  context: GroupContext,
): Promise<void> {
  const { columns, table, limits, passedOver } = context;
  const wanted = indexes.map((index) => chunks.get((columns[index] as FlatColumn).key));
  const size = wanted.reduce((sum, chunk) => sum + Number(chunk?.total_uncompressed_size ?? 0), 0);
  if (size > limits.maxUnpackedBytes) {
    passedOver.count('row group whose texts are larger than the limit');
    return;
  }
  const words = new WordRows(times.rows);
  for (const [at, index] of indexes.entries()) {
    const chunk = wanted[at];
    if (!chunk) continue;
    for await (const { row, values } of columnPages(
      columns[index] as FlatColumn,
      chunk,
      times.rows,
      context,
    )) {
      words.take(index, row, values);
    }
  }
  for (let row = 0; row < times.rows; row += 1) {
    if (!times.load(row)) continue;
    words.row = row;
    table.words(words, times.offset(row));
  }
}
