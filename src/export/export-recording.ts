import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Verdict } from '../domain/verdict.ts';
import type { ByteSource } from '../recordings/bytes/byte-source.ts';
import { handOverFile } from '../recordings/hand-over-file.ts';
import type { CanDatabase } from '../recordings/meaning/dbc/can-database.ts';
import { maxElements } from '../recordings/messages/field-place.ts';
import type { ClockKind, FileSummary } from '../recordings/summary/file-summary.ts';
import { logTopic } from '../signals/signal-id.ts';
import { FileNames } from './file-names.ts';
import { type TableLimits, TableSink } from './table-sink.ts';
import type { Omitted, OmittedReason, TableFile, TopicFacts, TopicTable } from './topic-table.ts';
import { addTo } from './topic-table.ts';

export const omittedReasons: Record<OmittedReason, string> = {
  undecoded:
    'messages that could not be decoded: without a definition, not whole, or too large; their rows have time and offset',
  groups: `arrays of more than ${maxElements} elements, and messages deeper than eight others`,
  values: 'values of fields beyond the limit of columns',
  times: 'messages with times beyond 64 bits',
  topics: 'messages on topics beyond the limit of tables',
  counted_only: 'packets, control messages or error frames, which have no fields',
};

export interface ExportOptions {
  /** Name of the recording. */
  name: string;
  /** `argus` and its version. */
  library: string;
  databases?: readonly CanDatabase[] | undefined;
  signal?: AbortSignal | undefined;
  /** The only one that is wanted. */
  topic?: string | undefined;
  /** Of all files together; no limit by default. */
  maxBytes?: number | undefined;
  limits?: Partial<TableLimits> | undefined;
}

export class ExportTooLarge extends Error {}

export interface ExportedTable {
  topic: string;
  /** Of the recording in an archive. */
  member: string | undefined;
  /** Relative to the folder. */
  file: string;
  rows: number;
  columns: number;
  leftOut: Omitted;
}

export interface ExportedRecording {
  name: string;
  format: string;
  verdict: Verdict;
  /** That were read. */
  messages: number;
  tables: ExportedTable[];
  leftOut: Omitted;
}

/**
 * Writes a recording of any format as Parquet files, one for each topic; of an archive one folder for each recording in
 * it; `export.json` says what they are, and what was left out. Memory holds about 100 MB of rows, however long the recording is.
 * @param folder exists, and is empty.
 * @throws SourceError, ExportTooLarge, the reason of an aborted `signal`, and errors of the file system.
 */
export async function exportRecording(
  source: ByteSource,
  folder: string,
  options: ExportOptions,
): Promise<ExportedRecording> {
  const { databases = [], signal, name, limits, topic: only, maxBytes } = options;
  const files = createFilesIn(folder, maxBytes ?? Number.POSITIVE_INFINITY);
  const sink = new TableSink(files, limits, (topic) => only === undefined || topic === only);
  const summary = await handOverFile(source, { messages: sink, databases, signal });
  if (!summary) throw new Error('a whole recording has a summary');
  const tables = sink.tables().map((topic) => {
    finishTable(topic, summary, options);
    const { facts, file, table, columns, omitted } = topic;
    return {
      topic: facts.topic,
      member: facts.member,
      file: file?.path ?? '',
      rows: table.rows,
      columns: columns.length,
      leftOut: omitted,
    };
  });
  const { format, verdict, message_count: messages } = summary;
  if (only === undefined) addTo(sink.omitted, 'counted_only', messages - sink.messages);
  const exported = { name, format, verdict, messages, tables, leftOut: sink.omitted };
  writeFileSync(join(folder, 'export.json'), `${JSON.stringify(exportAsJson(exported), null, 2)}\n`);
  return exported;
}

/** For programs. */
export function exportAsJson({ leftOut, tables, ...recording }: ExportedRecording) {
  return {
    ...recording,
    left_out: leftOut,
    tables: tables.map(({ leftOut: omitted, ...table }) => ({ ...table, left_out: omitted })),
  };
}

/** The key `argus` of the footer says what the columns are. */
function finishTable(topic: TopicTable, summary: FileSummary, { name, library }: ExportOptions): void {
  const { facts, table, columns, omitted } = topic;
  const { member, type, encoding } = facts;
  const clock = clockOf(summary, member);
  const about = {
    recording: name,
    ...(member !== undefined && { member }),
    topic: facts.topic,
    type,
    encoding,
    clock,
    columns,
    left_out: omitted,
    written_by: library,
  };
  table.finish({ argus: JSON.stringify(about) }, clock === 'unix');
}

function clockOf({ members = [], span }: FileSummary, member: string | undefined): ClockKind {
  const inside = members.find(({ name }) => name === member)?.summary.span;
  return (member === undefined ? span : inside)?.clock ?? 'unknown';
}

function createFilesIn(folder: string, maxBytes: number): (facts: TopicFacts) => TableFile {
  let size = 0;
  const folders = new FileNames();
  const members = new Map<string | undefined, { path: string; names: FileNames }>();
  return ({ topic, member }) => {
    const within = members.get(member) ?? {
      path: member === undefined ? '' : folders.nameFor(member),
      names: new FileNames(),
    };
    members.set(member, within);
    const name = within.names.nameFor(topic === logTopic ? 'log' : topic, '.parquet');
    const path = join(within.path, name);
    const whole = join(folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    return {
      path,
      append(bytes) {
        size += bytes.byteLength;
        if (size > maxBytes) throw new ExportTooLarge(`more than ${maxBytes} bytes`);
        appendFileSync(whole, bytes);
      },
      remove() {
        rmSync(whole, { force: true });
        within.names.release(name);
      },
    };
  };
}
