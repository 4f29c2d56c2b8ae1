import type { Severity } from './severity.ts';

/** Kinds of log lines, which become codes once the figures in them are removed. */
const logSources: ReadonlySet<string> = new Set(['log', 'ulog']);

/**
 * The key by which two sightings count as one code. Log lines that differ in a figure are one code, but those of
 * different levels are not: a warning does not become fatal because a fatal line has the same words.
 */
export function codeIdentity({
  source,
  code,
  severity,
}: {
  source: string;
  code: string;
  severity: Severity;
}): string {
  return [source, code, ...(logSources.has(source) ? [severity] : [])].join('\u0000');
}
