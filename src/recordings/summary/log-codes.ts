import { codeIdentity, groupByTemplate, type TemplateGroup } from '../../domain/code-identity.ts';
import { type CodeParameters, fewOf, maxExamples, parametersIn } from '../../domain/code-parameters.ts';
import type { Severity } from '../../domain/severity.ts';
import { summaryCaps } from './file-summary.ts';
import type { Place } from './occurrence.ts';
import { cleanText } from './text.ts';

export interface Collected {
  code: string;
  source: string;
  severity: Severity;
  message: string;
  count: number;
  first: Place;
  last: Place;
  /** Different lines, as they were written; only for log lines. */
  examples: string[];
}

/** Notes another line of a code, the first few that differ; a longer one is no example. */
export function addExample(examples: string[], line: string): void {
  if (examples.length >= maxExamples || line.length > summaryCaps.text || examples.includes(line)) return;
  examples.push(line);
}

/** The codes of the log lines of one template, source and severity become one; all others stay as they are. */
export function foldLogCodes(codes: ReadonlyMap<string, Collected>): Map<string, Collected> {
  const groups = groupByTemplate([...codes.values()]);
  return new Map(groups.map(joined).map((each) => [codeIdentity(each), each]));
}

function joined({ code, members }: TemplateGroup<Collected>): Collected {
  const whole = { ...members.reduce((a, b) => (isEarlier(b, a) ? b : a)), code };
  if (members.length === 1) return whole;
  whole.count = members.reduce((sum, { count }) => sum + count, 0);
  whole.last = members.map(({ last }) => last).reduce((a, b) => (b.timeNs >= a.timeNs ? b : a));
  whole.examples = members
    .toSorted((a, b) => (isEarlier(a, b) ? -1 : 1))
    .flatMap(({ examples }) => examples)
    .slice(0, maxExamples);
  return whole;
}

function isEarlier(a: Collected, b: Collected): boolean {
  return a.first.timeNs === b.first.timeNs ? a.code < b.code : a.first.timeNs < b.first.timeNs;
}

export function parametersOf(code: string, examples: readonly string[]): CodeParameters {
  return fewOf(
    examples.flatMap((line) => {
      const found = parametersIn(code, cleanText(line, summaryCaps.text));
      return found ? [found] : [];
    }),
  );
}
