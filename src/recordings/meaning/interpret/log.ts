import type { Severity } from '../../../domain/severity.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { withoutFigures } from '../../summary/text.ts';
import { type Fields, type Interpreter, numberOf, textOf } from './interpreter.ts';

type Levels = Record<string | number, Severity>;

/** rosgraph_msgs/Log; DEBUG (1) is left out. */
export const interpretRos1Log = logInterpreter({ 2: 'info', 4: 'warning', 8: 'error', 16: 'critical' });

/** rcl_interfaces/Log; DEBUG (10) is left out. */
export const interpretRos2Log = logInterpreter({ 20: 'info', 30: 'warning', 40: 'error', 50: 'critical' });

/** foxglove.Log: an enumeration in protobuf, its number or name in JSON. */
export const interpretFoxgloveLog = logInterpreter({
  2: 'info',
  3: 'warning',
  4: 'error',
  5: 'critical',
  INFO: 'info',
  WARNING: 'warning',
  ERROR: 'error',
  FATAL: 'critical',
});

function logInterpreter(levels: Levels): Interpreter {
  return (message: Fields, place, findings) => {
    const level = typeof message.level === 'string' ? message.level : numberOf(message.level);
    const severity = levels[level];
    if (!severity) return;
    const text = textOf(message.msg) || textOf(message.message);
    reportLog({ severity, source: textOf(message.name), text, kind: 'log' }, place, findings);
  };
}

/**
 * A log line; from warning upwards it is a code as well. `kind` is the code's source; `whole` the text with the lines
 * that follow its first one, which do not belong to the code.
 */
export function reportLog(
  line: { severity: Severity; source: string; text: string; kind: 'log' | 'ulog'; whole?: string },
  place: Place,
  findings: Findings,
): void {
  const { severity, source, text, kind, whole = text } = line;
  findings.log({ severity, source, text: whole }, place);
  if (severity === 'info') return;
  const code = source === '' ? withoutFigures(text) : `${source}: ${withoutFigures(text)}`;
  findings.code({ code, source: kind, severity, message: text }, place);
}
