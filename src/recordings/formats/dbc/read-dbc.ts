import type { Verdict } from '../../../domain/verdict.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DbcProblem } from '../../meaning/dbc/can-database.ts';
import { dbcLimits } from '../../meaning/dbc/dbc-limits.ts';
import { type ParsedDbc, parseDbc } from '../../meaning/dbc/parse-dbc.ts';
import type { ReadOptions } from '../../read-options.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { detectsDbc } from './detects-dbc.ts';

export const dbcReader: RecordingReader = {
  format: 'dbc',
  detects: detectsDbc,
  read: readDbc,
};

/**
 * A DBC is not a recording: it has no messages of its own (`message_count` 0), and its verdict states whether all of
 * its definitions can be used.
 */
async function readDbc(source: ByteSource, { signal }: ReadOptions): Promise<FileSummary> {
  const { size } = source;
  const reader = new ByteReader(source, signal);
  try {
    if (size > dbcLimits.bytes) return emptySummary(size, tooLarge(size), 'dbc');
    await reader.fill(size);
    return emptySummary(size, verdictOf(parseDbc(reader.slice(0, size))), 'dbc');
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

function verdictOf(parsed: ParsedDbc): Verdict {
  const { messages, problems, problemCount, exceeded, later } = parsed;
  const signals = messages.reduce((sum, message) => sum + message.signals.length, 0);
  const usable = `${counted(messages.length, 'message')} with ${counted(signals, 'signal')}`;
  const cap = exceeded.length > 0 ? ` Beyond ${exceeded.join(' and ')} it is not read.` : '';
  const passed = later.count > 0 ? ` ${passedOver(later)}` : '';
  const [first] = problems;
  if (!first) {
    const message = `This CAN database was read: it defines ${usable}.${cap}${passed}`;
    return { code: 'ok', message };
  }
  const more = problemCount > 1 ? ` (and ${counted(problemCount - 1, 'more place')})` : '';
  return {
    code: 'corrupt',
    message: `${describeProblem(first)}${more}; ${usable} can be used.${cap}${passed}`,
    offset: first.start,
    salvaged_messages: messages.length,
    damaged: problems.map(({ start, end }) => ({ start, end })),
  };
}

function passedOver({ count, names }: ParsedDbc['later']): string {
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
