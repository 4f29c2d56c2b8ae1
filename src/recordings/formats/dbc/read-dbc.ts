import type { Verdict } from '../../../domain/verdict.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { type DatabaseKind, databaseKind } from '../../meaning/databases/database-kind.ts';
import type { ParsedDatabase } from '../../meaning/databases/definition-collector.ts';
import { parseDatabase } from '../../meaning/databases/parse-database.ts';
import type { DbcProblem } from '../../meaning/dbc/can-database.ts';
import { dbcLimits } from '../../meaning/dbc/dbc-limits.ts';
import type { ReadOptions } from '../../read-options.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { detectsDbc } from './detects-dbc.ts';

export const dbcReader: RecordingReader = {
  format: 'dbc',
  detects: detectsDbc,
  read: (source, options) => readDatabase(source, options, 'dbc'),
};

/** Readers of the other formats of databases. */
export const kcdReader = readerOf('kcd');
export const arxmlReader = readerOf('arxml');
export const symReader = readerOf('sym');
export const ldfReader = readerOf('ldf');
export const dbfReader = readerOf('dbf');

function readerOf(kind: DatabaseKind): RecordingReader {
  return {
    format: kind,
    detects: (head) => databaseKind(head) === kind,
    read: (source, options) => readDatabase(source, options, kind),
  };
}

/**
 * A database is not a recording: it has no messages of its own (`message_count` 0), and its verdict states whether all
 * of its definitions can be used.
 */
async function readDatabase(
  source: ByteSource,
  { signal }: ReadOptions,
  format: string,
): Promise<FileSummary> {
  const { size } = source;
  const reader = new ByteReader(source, signal);
  try {
    if (size > dbcLimits.bytes) return emptySummary(size, tooLarge(size), format);
    await reader.fill(size);
    return emptySummary(size, verdictOf(parseDatabase(reader.slice(0, size))), format);
  } finally {
    await reader.close();
  }
}

function tooLarge(size: number): Verdict {
  return {
    code: 'too_large_unpacked',
    message: `This CAN database has ${size} bytes; one of more than ${dbcLimits.bytes} is not read.`,
  };
}

function verdictOf(parsed: ParsedDatabase): Verdict {
  const { messages, linFrames, problems, problemCount, exceeded, notRead, later } = parsed;
  const all = [...messages, ...linFrames];
  const signals = all.reduce((sum, message) => sum + message.signals.length, 0);
  const usable = `${counted(all.length, linFrames.length > 0 ? 'LIN frame' : 'message')} with ${counted(signals, 'signal')}`;
  const cap = exceeded.length > 0 ? ` Beyond ${exceeded.join(' and ')} it is not read.` : '';
  const left = [...notRead].map(([kind, count]) => `${count} × ${kind}`).join(', ');
  const not = left === '' ? '' : ` Not read: ${left}.`;
  const passed = later && later.count > 0 ? ` ${passedOver(later)}` : '';
  const [first] = problems;
  if (!first) {
    const message = `This CAN database was read: it defines ${usable}.${not}${cap}${passed}`;
    if (left === '') return { code: 'ok', message };
    return { code: 'unsupported', message, salvaged_messages: all.length };
  }
  const more = problemCount > 1 ? ` (and ${counted(problemCount - 1, 'more place')})` : '';
  return {
    code: 'corrupt',
    message: `${describeProblem(first)}${more}; ${usable} can be used.${not}${cap}${passed}`,
    offset: first.start,
    salvaged_messages: all.length,
    damaged: problems.filter(({ start, end }) => end > start).map(({ start, end }) => ({ start, end })),
  };
}

function passedOver({ count, names }: NonNullable<ParsedDatabase['later']>): string {
  const which = `${counted(count, 'statement')} (${names.join(', ')})`;
  return `Passed over ${count === 1 ? 'is' : 'are'} ${which} that ${count === 1 ? 'is' : 'are'} not known here.`;
}

/** Without a full stop. */
export function describeProblem({ line, message }: DbcProblem): string {
  return `Line ${line} of the CAN database cannot be read: ${message}`;
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
