import { looseTitle } from '../../domain/loose-title.ts';
import { severityRank } from '../../domain/severity.ts';
import type { Finding, Report } from '../report-schema.ts';
import { type Changes, changesOf, type Pair, type Paired, pairBy, trendOf } from './changes.ts';
import type { Comparison } from './comparison-schema.ts';

/** A finding gets worse or better with its severity; its numbers are in both descriptions. */
export function compareFindings(before: Report, after: Report, most: number): Comparison['findings'] {
  const changes: Changes<FindingChange, Pair<FindingChange>> = changesOf({
    paired: pairFindings(before.findings, after.findings),
    trend: (pair) => trendOf(severityRank(pair.before.severity), severityRank(pair.after.severity)),
    single: changeOf,
    pair: (pair) => ({ before: changeOf(pair.before), after: changeOf(pair.after) }),
    most,
  });
  const named = (pairs: Pair<FindingChange>[]) => pairs.map((pair) => ({ rule: pair.after.rule, ...pair }));
  return { ...changes, worse: named(changes.worse), better: named(changes.better) };
}

type FindingChange = Pick<Finding, 'rule' | 'severity' | 'title' | 'description'>;

function changeOf({ rule, severity, title, description }: Finding): FindingChange {
  return { rule, severity, title, description };
}

/**
 * A rule may find several things, distinguished by their titles, and titles contain numbers that differ from drive to
 * drive. Findings of one rule are therefore paired by equal titles, then by titles that differ only in numbers, and
 * finally if each side has a single one left.
 */
function pairFindings(before: Finding[], after: Finding[]): Paired<Finding> {
  const keys: ((finding: Finding) => string)[] = [
    ({ rule, title }) => `${rule}\n${title}`,
    ({ rule, title }) => `${rule}\n${looseTitle(title)}`,
  ];
  let left: Paired<Finding> = { before, after, both: [] };
  for (const keyOf of keys) {
    const next = pairEach(left.before, left.after, keyOf);
    left = { ...next, both: [...left.both, ...next.both] };
  }
  const alone = pairBy(onlyOfRule(left.before), onlyOfRule(left.after), ({ rule }) => rule);
  const paired = new Set(alone.both.flatMap((pair) => [pair.before, pair.after]));
  return {
    before: left.before.filter((finding) => !paired.has(finding)),
    after: left.after.filter((finding) => !paired.has(finding)),
    both: [...left.both, ...alone.both],
  };
}

/** Like `pairBy`, but items with the same key are paired in their order. */
function pairEach(before: Finding[], after: Finding[], keyOf: (finding: Finding) => string) {
  const numbered = (findings: Finding[]) => {
    const seen = new Map<string, number>();
    return findings.map((finding) => {
      const key = keyOf(finding);
      const nth = seen.get(key) ?? 0;
      seen.set(key, nth + 1);
      return { finding, key: `${key}\n${nth}` };
    });
  };
  const paired = pairBy(numbered(before), numbered(after), ({ key }) => key);
  return {
    before: paired.before.map(({ finding }) => finding),
    after: paired.after.map(({ finding }) => finding),
    both: paired.both.map((pair) => ({ before: pair.before.finding, after: pair.after.finding })),
  };
}

function onlyOfRule(findings: Finding[]): Finding[] {
  const byRule = Map.groupBy(findings, ({ rule }) => rule);
  return findings.filter(({ rule }) => byRule.get(rule)?.length === 1);
}
