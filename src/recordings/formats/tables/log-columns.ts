import type { Severity } from '../../../domain/severity.ts';
import { snakeCase } from '../../../domain/snake-case.ts';
import { levelOfWord } from '../../meaning/interpret/level-words.ts';
import { reportLog } from '../../meaning/interpret/log.ts';
import { syslogSeverity } from '../../meaning/interpret/syslog-severity.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';

/** Columns that make up a log line, where the headings leave no doubt. */
export interface LogColumns {
  message: number;
  level: number;
  /** -1 if there is none. */
  source: number;
  /** What its levels mean, if they are numbers. */
  numbers?: Readonly<Record<number, Severity>>;
}

const names = {
  message: /^(?:message|msg|text|log_message|log_text|log_entry)$/,
  level: /^(?:level|severity|log_?level|level_name|severity_text|loglevel|lvl|priority)$/,
  source:
    /^(?:logger|logger_name|module|node|component|source|process|tag|subsystem|unit|service|syslog_identifier)$/,
};

/**
 * The columns of a log: a text and a level. `headings` and a few rows: levels have to be words, since numbers mean
 * something else in every library.
 */
export function findLogColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): LogColumns | undefined {
  const plain = headings.map((heading) => snakeCase(heading.trim()).replace(/^@/, ''));
  const find = (name: RegExp) => plain.findIndex((heading) => name.test(heading));
  const columns = { message: find(names.message), level: find(names.level), source: find(names.source) };
  if (columns.message < 0 || columns.level < 0) return undefined;
  // The journal of systemd has the numbers of syslog.
  const isJournal = plain[columns.level] === 'priority' && plain.includes('__realtime_timestamp');
  const levels = rows
    .map((row) => row[columns.level]?.trim().toLowerCase() ?? '')
    .filter((level) => level !== '');
  const known = levels.filter((level) => levelOfWord(level) !== undefined);
  if (isJournal) return { ...columns, numbers: syslogSeverity };
  return levels.length > 0 && known.length * 2 >= levels.length ? columns : undefined;
}

/** A row of a log; levels below information, and unknown ones, are only counted. */
export function reportLogRow(
  { level, message, source }: { level: string; message: string; source: string },
  numbers: LogColumns['numbers'],
  place: Place,
  findings: Findings,
): void {
  const word = level.trim();
  const severity = numbers ? numbers[Number(word || 'none')] : levelOfWord(word);
  if (severity === undefined || severity === 'debug' || message.trim() === '') return;
  reportLog({ severity, source: source.trim(), text: message.trim(), kind: 'log' }, place, findings);
}
