import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { detectionBytes } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { columnName } from '../tables/column-name.ts';
import { findTime } from '../tables/find-time.ts';
import { Table } from '../tables/table.ts';
import { textOfBytes } from '../text/ascii.ts';
import { walkLines } from '../text/line-walk.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { flatten, readFields } from './json-fields.ts';
import { JsonRows } from './json-rows.ts';

const format = 'jsonl';
const topic = 'lines';

/** Bytes and lines from which the fields are understood. */
const sampleBytes = 256 * 1024;
const sampleLines = 200;

/** https://jsonlines.org: an object per line. A single object is a document, not a recording. */
export const jsonlReader: RecordingReader = {
  format,
  detects: (head) => {
    const isWhole = head.byteLength < detectionBytes;
    const lines = linesOf(head, isWhole);
    if (lines.length === 1 && !isWhole)
      return readFields(lines[0] ?? '') !== undefined && beginsAnother(head);
    return lines.length > 1 && lines.filter((line) => readFields(line)).length * 2 > lines.length;
  },
  readsUnsized: true,
  read: readJsonl,
};

/** Summarises lines of JSON objects that have a field of time. */
async function readJsonl(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const reader = new ByteReader(source, options.signal);
  await reader.fill(Math.min(reader.size, sampleBytes));
  const head = reader.slice(0, Math.min(reader.available, sampleBytes));
  const sampled = sampleOf(linesOf(head, head.byteLength < sampleBytes));
  const keys = [...sampled.columns.keys()];
  const headings = keys.map(columnName);
  const time = findTime(headings, sampled.rows);
  if ('missing' in time) {
    await reader.close();
    const message = `This is JSON in lines ${time.missing.replace('the column that holds it', 'the field that holds it')}.`;
    return emptySummary(source.size, { code: 'unsupported', message, salvaged_messages: 0 }, format);
  }
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const passedOver = new PassedOver();
  const table = new Table(builder, { headings, sample: sampled.rows, time, encoding: 'json', topic });
  const timeKey = keys[time.index] as string;
  const rows = new JsonRows({ builder, passedOver, table, columns: sampled.columns, timeKey });
  await walkLines(reader, rows, damage);
  passedOver.report('JSON', builder, { timeNs: builder.endNs, topic: '' });
  const kind = table.understood === '' ? '' : `, ${table.understood}`;
  const read_as = `JSON object per line${kind}; time: ${time.understood}.`;
  return { ...builder.finish({ format, sizeBytes: reader.size, damage }), read_as };
}

/** Whether the line that the head cuts off is that of an object, too: lines may be longer than half of the head. */
function beginsAnother(head: Uint8Array): boolean {
  return /\n[^\S\n]*\{[^\n]*$/.test(textOfBytes(head));
}

function linesOf(head: Uint8Array, isWhole: boolean): string[] {
  const lines = textOfBytes(head)
    .replace(/^\ufeff/, '')
    .split('\n');
  if (!isWhole) lines.pop();
  return lines.filter((line) => line.trim() !== '').slice(0, sampleLines);
}

function sampleOf(lines: readonly string[]): { columns: Map<string, number>; rows: string[][] } {
  const columns = new Map<string, number>();
  const rows: string[][] = [];
  for (const line of lines) {
    const object = readFields(line);
    if (!object) continue;
    const row: string[] = [];
    for (const [path, value] of flatten(object, line, '').cells) {
      if (!columns.has(path)) columns.set(path, columns.size);
      row[columns.get(path) as number] = String(value);
    }
    rows.push(Array.from({ length: columns.size }, (_, index) => row[index] ?? ''));
  }
  return { columns, rows };
}
