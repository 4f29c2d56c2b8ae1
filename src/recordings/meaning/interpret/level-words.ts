import type { Severity } from '../../../domain/severity.ts';

/** Of a line of a log; `debug` for all levels below information. */
export type Level = Severity | 'debug';

const words: Record<Level, readonly string[]> = {
  debug: ['debug', 'trace', 'verbose', 'fine', 'finer', 'finest', 'dbg', 'trc', 'vrb', 'd', 'v', 't'],
  info: ['info', 'information', 'informational', 'notice', 'success', 'inf', 'i'],
  warning: ['warning', 'warn', 'wrn', 'w'],
  error: ['error', 'err', 'severe', 'failure', 'e'],
  critical: ['critical', 'crit', 'fatal', 'alert', 'emergency', 'emerg', 'panic', 'crt', 'ftl', 'f'],
};

const levels = new Map<string, Level>(
  Object.entries(words).flatMap(([level, names]) => names.map((name) => [name, level as Level] as const)),
);

/** The level that a word means in logs, whatever its case, such as `WARN` or `e`. */
export function levelOfWord(word: string): Level | undefined {
  return levels.get(word.toLowerCase());
}
