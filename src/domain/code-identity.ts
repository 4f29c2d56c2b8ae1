import { sameTemplate, templatesOf } from './code-template.ts';
import type { Severity } from './severity.ts';

/** Kinds of log lines, which become codes once what differs in them is removed. */
const logSources: ReadonlySet<string> = new Set(['log', 'ulog']);

interface Identified {
  source: string;
  code: string;
  severity: Severity;
}

export interface TemplateGroup<T> {
  code: string;
  members: readonly [T, ...T[]];
}

export function isLogSource(source: string): boolean {
  return logSources.has(source);
}

/**
 * The key by which two sightings count as one code. Log lines that differ in a figure are one code, but those of
 * different levels are not: a warning does not become fatal because a fatal line has the same words.
 */
export function codeIdentity({ source, code, severity }: Identified): string {
  return [source, code, ...(isLogSource(source) ? [severity] : [])].join('\u0000');
}

/** Whether two drives mean the same by two codes: which of their words differ may show in one of them only. */
export function isSameCode(a: Identified, b: Identified): boolean {
  if (a.source !== b.source) return false;
  if (!isLogSource(a.source)) return a.code === b.code;
  return a.severity === b.severity && sameTemplate(a.code, b.code);
}

/**
 * Codes that are one: log lines of one template, source and severity. All others are alone; the groups and their
 * members depend on the codes only, not on their order.
 */
export function groupByTemplate<T extends Identified>(codes: readonly T[]): TemplateGroup<T>[] {
  const kinds = Map.groupBy(codes, ({ source, severity }) =>
    isLogSource(source) ? `${source} ${severity}` : '',
  );
  return [...kinds].flatMap(([kind, all]) => {
    if (kind === '') return all.map((each): TemplateGroup<T> => ({ code: each.code, members: [each] }));
    const templates = templatesOf(all.map(({ code }) => code));
    const groups = Map.groupBy(all, ({ code }) => templates.get(code) ?? code);
    return [...groups].map(([code, members]) => ({ code, members: members as [T, ...T[]] }));
  });
}
