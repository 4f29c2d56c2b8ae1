import type { Severity } from '../../../../domain/severity.ts';
import { type Fields, isFields, numberOf, textOf } from '../interpreter.ts';
import { reportLog } from '../log.ts';
import type { OpenpilotInterpreter } from './interpreter.ts';

/** Levels of Python's `logging`; DEBUG (10) is left out. */
const levels: Readonly<Record<string, Severity>> = {
  20: 'info',
  30: 'warning',
  40: 'error',
  50: 'critical',
  INFO: 'info',
  WARNING: 'warning',
  ERROR: 'error',
  CRITICAL: 'critical',
};

/** Errors are logged twice, as `logMessage` and as `errorLogMessage`, one soon after the other. */
const keptEchoes = 64;

/** Longer ones are cut in a summary anyway. */
const maxText = 64 * 1024;

/**
 * Texts of openpilot's `swaglog`: JSON with the level, the message (`msg`, `msg$s` in logs of the manager; an object if
 * it is an event) and the process that wrote it (`ctx.daemon`, else the file of the source).
 */
export function createLogInterpreters(): { message: OpenpilotInterpreter; error: OpenpilotInterpreter } {
  const seen = { message: new Set<string>(), error: new Set<string>() };
  const interpreter =
    (own: keyof typeof seen, other: keyof typeof seen): OpenpilotInterpreter =>
    (event, place, findings) => {
      const bytes = event.data(0)?.count ?? 0;
      if (bytes <= 1) return;
      if (bytes > maxText) return findings.omit('text', 1);
      const text = event.text(0);
      if (seen[other].delete(text)) return;
      const line = parseLine(text, own);
      if (line.severity === undefined) return;
      if (line.severity !== 'info' && line.severity !== 'warning') remember(seen[own], text);
      const { severity, source, text: words } = line;
      reportLog({ severity, source, text: words, kind: 'log' }, place, findings);
    };
  return { message: interpreter('message', 'error'), error: interpreter('error', 'message') };
}

function remember(seen: Set<string>, text: string): void {
  seen.add(text);
  for (const oldest of seen) {
    if (seen.size <= keptEchoes) return;
    seen.delete(oldest);
  }
}

function parseLine(
  text: string,
  kind: 'message' | 'error',
): { severity: Severity | undefined; source: string; text: string } {
  const usual = kind === 'error' ? 'error' : 'info';
  const fields = parseFields(text);
  if (!fields) return { severity: usual, source: '', text };
  const level = fields.levelnum ?? fields.level;
  const severity = level === undefined ? usual : levels[String(level)];
  const context = isFields(fields.ctx) ? textOf(fields.ctx.daemon) : '';
  const source = context || textOf(fields.filename) || textOf(fields.name);
  return { severity: severity ?? moreThan(numberOf(level)), source, text: wordsOf(fields) };
}

/** For levels between those that have names. */
function moreThan(level: number): Severity | undefined {
  return level > 50 ? 'critical' : levels[String(Math.floor(level / 10) * 10)];
}

function parseFields(text: string): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isFields(parsed) ? parsed : undefined;
  } catch {
    // Some processes log plain text.
    return undefined;
  }
}

function wordsOf(fields: Fields): string {
  const message = fields.msg ?? fields.msg$s;
  if (!isFields(message)) return textOf(message) || JSON.stringify(fields);
  const name = textOf(message.event) || textOf(message.event$s);
  const rest = JSON.stringify({ ...message, event: undefined, event$s: undefined });
  return name === '' ? rest : `${name} ${rest}`;
}
