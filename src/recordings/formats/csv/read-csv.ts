import { plural } from '../../../domain/plural.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { detectionBytes } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { findTime } from '../tables/find-time.ts';
import { RowTime } from '../tables/row-time.ts';
import { Table } from '../tables/table.ts';
import type { NoTime, TimeColumn } from '../tables/time-column.ts';
import { isTimeName } from '../tables/time-units.ts';
import { ascii } from '../text/ascii.ts';
import { walkLines } from '../text/line-walk.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { TraceBuses } from '../traces/trace-buses.ts';
import { type CanColumns, findCanColumns } from './can-columns.ts';
import { CanRows } from './can-rows.ts';
import { areMilliseconds } from './can-times.ts';
import { CsvRows, type RowSink } from './csv-rows.ts';
import { type Dialect, findDialect, noHeading, separatorName } from './dialect.ts';
import { looksLikeTable } from './looks-like-table.ts';

const format = 'csv';
const topic = 'table';

/** Bytes from which a table is understood: a heading of a few thousand columns and some rows. */
const sampleBytes = 256 * 1024;

/** The last but one of the readers, since many texts look like tables. */
export const csvReader: RecordingReader = {
  format,
  detects: looksLikeTable,
  readsUnsized: true,
  read: readCsv,
};

/** Summarises a table in text (RFC 4180, with any separator) that has a heading and a column of times. */
async function readCsv(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const reader = new ByteReader(source, options.signal);
  const understood = await understand(reader);
  if ('dialect' in understood) return await readRows(reader, options, understood);
  await reader.close();
  const message = `This is a table ${understood.missing}.`;
  return emptySummary(source.size, { code: 'unsupported', message, salvaged_messages: 0 }, format);
}

/** A table of frames may be without times. */
type Understood = { dialect: Dialect } & (
  | { frames: CanColumns; time: TimeColumn | undefined }
  | { frames: undefined; time: TimeColumn }
);

async function understand(reader: ByteReader): Promise<Understood | NoTime> {
  const isWhole = !(await reader.fill(Math.min(reader.size, sampleBytes))) || reader.size <= sampleBytes;
  const sample = reader.slice(0, Math.min(reader.available, sampleBytes)).slice();
  const dialect = findDialect(sample, isWhole) ?? findDialect(sample.subarray(0, detectionBytes), isWhole);
  if (dialect === undefined) return { missing: 'whose rows do not have the same columns' };
  if (dialect === noHeading) return { missing: noHeadingSentence };
  const frames = findCanColumns(dialect);
  if (typeof frames === 'string') return { missing: frames };
  const isOfFrames =
    frames && ((times: readonly number[]) => (areMilliseconds(times) ? 'ms' : frames.timeUnit));
  const time = findTime(dialect.headings, dialect.sample, isOfFrames);
  if (!('missing' in time))
    return frames ? { dialect, frames, time: asCount(time) } : { dialect, frames, time };
  const hasTimes = dialect.headings.some(({ name }) => isTimeName(name));
  return frames && !hasTimes && dialect.sample.length > 0 ? { dialect, frames, time: undefined } : time;
}

/** Adapters stamp frames with the counter of their processor. */
function asCount(time: TimeColumn): TimeColumn {
  const { kind } = time;
  if (kind.kind !== 'number' || kind.origin !== undefined) return time;
  return { ...time, kind: { ...kind, wraps: true } };
}

const noHeadingSentence =
  'without a heading: put the names of the columns, with their units, into the first line, and upload it again';

async function readRows(
  reader: ByteReader,
  { databases, messages }: ReadOptions,
  understood: Understood,
): Promise<FileSummary> {
  const { dialect, frames, time } = understood;
  const builder = new SummaryBuilder(messages);
  const damage = new DamageLog();
  const passedOver = new PassedOver();
  const buses = new TraceBuses(builder, databases);
  const { headings, sample } = dialect;
  const sink: RowSink = understood.frames
    ? {
        frames: new CanRows(understood.frames, { builder, buses, passedOver }),
        time: new RowTime(time?.kind ?? { kind: 'number', unit: 's' }),
        timeColumn: time?.index ?? -1,
      }
    : { table: new Table(builder, { headings, sample, time: understood.time, encoding: format, topic }) };
  const rows = new CsvRows(dialect, sink, { reader, builder, damage, passedOver });
  await walkLines(reader, rows, damage, dialect.lineBreak);
  rows.finish();
  buses.finish();
  const kind = frames?.writer ?? ('table' in sink ? sink.table.understood : '');
  const wraps = 'frames' in sink ? sink.time.wraps : 0;
  const read_as = describe(dialect, kind, time, wraps);
  passedOver.report('CSV', builder, { timeNs: builder.endNs, topic: '' });
  const clock = time ? {} : { clock: 'unknown' as const };
  return { ...builder.finish({ format, sizeBytes: reader.size, damage, ...clock }), read_as };
}

function describe(
  { separator, point, headings }: Dialect,
  kind: string,
  time: TimeColumn | undefined,
  wraps: number,
): string {
  const comma = point === ascii.comma ? ', decimal comma' : '';
  const what = kind === '' ? '' : `, ${kind}`;
  const anew = wraps === 0 ? '' : `, a count that began anew ${plural(wraps, 'time')}`;
  return `Table of ${headings.length} columns, separated by ${separatorName(separator)}${comma}${what}; ${time ? `time: ${time.understood}${anew}` : 'without times'}.`;
}
