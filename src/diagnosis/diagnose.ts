import { plural } from '../domain/plural.ts';
import { type Severity, severityRank } from '../domain/severity.ts';
import { formatDuration } from '../text/time-format.ts';
import type { Aggregate } from './aggregate.ts';
import { withDistinctTitles } from './distinct-titles.ts';
import type { Finding } from './finding-schema.ts';
import { healthy } from './healthy-sentence.ts';
import { buildIncidents } from './incidents/build-incidents.ts';
import type { Incident } from './incidents/incident-schema.ts';
import { spellOfMetric } from './incidents/metric-onset.ts';
import { judge, type RuleSetUsed } from './judge.ts';
import type { PreviousDrive } from './previous-drive.ts';
import { type RuleSettings, standardSettings } from './rule-settings.ts';
import type { BatchVerdict } from './verdict-schema.ts';

export interface Diagnosis {
  verdict: BatchVerdict;
  /** The most severe first; at most `maxFindings`. */
  findings: Finding[];
  /** Findings that have one cause; the most severe first. */
  incidents: Incident[];
  rule_set_version: string;
  /** What an operator has disabled or changed in the rules. */
  rule_set: Omit<RuleSetUsed, 'version'>;
  /** The verdict and its basis, in a few sentences. */
  summary: string;
}

const maxFindings = 50;
const findingsInSummary = 3;

/**
 * Judges an aggregate by all rules that `settings` leave enabled. The same arguments always give the same diagnosis.
 * `previous` is the report of the vehicle's previous drive, if there is one; `vin` is the one with which the batch
 * was created.
 */
export function diagnose(
  aggregate: Aggregate,
  settings: RuleSettings = standardSettings,
  previous?: PreviousDrive,
  vin?: string,
): Diagnosis {
  const { findings: found, used } = judge(aggregate, settings, { previous, vin });
  const { version, ...rule_set } = used;
  const findings = withDistinctTitles(
    found
      // Stable sort: findings of one severity stay in the order of the rules.
      .sort((a, b) => severityRank(b.severity) - severityRank(a.severity))
      .slice(0, maxFindings)
      .map((finding) => withSpell(finding, aggregate)),
  );
  const incidents = buildIncidents(findings, aggregate);
  const causes = causesFirst(findings, incidents);
  const verdict = verdictOn(causes, notesBeside(findings, incidents), aggregate);
  const titles = causes.slice(0, findingsInSummary).map(({ title, follow }) => `${titleOf(title, follow)}.`);
  return {
    verdict,
    findings,
    incidents,
    rule_set_version: version,
    rule_set,
    summary: [verdict.sentence, ...titles.slice(1)].join(' '),
  };
}

function withSpell(finding: Finding, aggregate: Aggregate): Finding {
  const [worst] = finding.evidence;
  const lasted = worst && spellOfMetric(finding, worst, aggregate);
  return lasted ? { ...finding, lasted } : finding;
}

/** A fault as the verdict counts it: what began an incident stands for all that followed. */
interface Fault {
  severity: Severity;
  title: string;
  /** Number of findings that follow from it. */
  follow: number;
}

/**
 * The faults by severity, each incident as one, which is as severe as the worst that followed. Notes (severity `info`)
 * do not make a drive faulty.
 */
function causesFirst(findings: readonly Finding[], incidents: readonly Incident[]): Fault[] {
  const following = new Set(
    incidents.flatMap(({ consequences }) => consequences.map(({ finding }) => finding)),
  );
  const incidentOf = new Map(incidents.map((incident) => [incident.root, incident]));
  return findings
    .flatMap(({ severity, title }, index): Fault[] => {
      if (following.has(index)) return [];
      const incident = incidentOf.get(index);
      const follow = incident?.consequences.length ?? 0;
      return [{ severity: incident?.severity ?? severity, title, follow }];
    })
    .filter(({ severity }) => severity !== 'info')
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity));
}

/** Notes that are no part of an incident. */
function notesBeside(findings: readonly Finding[], incidents: readonly Incident[]): number {
  const told = new Set(
    incidents.flatMap(({ root, consequences }) => [root, ...consequences.map(({ finding }) => finding)]),
  );
  return findings.filter(({ severity }, index) => severity === 'info' && !told.has(index)).length;
}

function titleOf(title: string, follow: number): string {
  return follow === 0 ? title : `${title}, and ${plural(follow, 'finding')} that may follow from it`;
}

/** So that all of them add up to what the report lists. */
function othersIn(faults: readonly Fault[]): string {
  const follow = faults.reduce((sum, fault) => sum + fault.follow, 0);
  const more = plural(faults.length, 'more finding');
  return follow === 0 ? more : `${more} with ${follow} that may follow`;
}

function verdictOn(faults: readonly Fault[], notes: number, aggregate: Aggregate): BatchVerdict {
  const { totals, recorded_s, own_clock_s } = aggregate;
  // Files with clocks of their own may cover the same time, so only the longer of the two is certain.
  const seconds = Math.max(recorded_s, totals.parsed === 1 ? own_clock_s : 0);
  const looked = `${plural(totals.files, 'file')}${seconds >= 1 ? ` over ${formatDuration(seconds)}` : ''}`;
  const worst = faults[0];
  if (!worst) {
    const say = notes === 0 ? '' : ` ${plural(notes, 'note')} for reading.`;
    const { sentence, judged } = healthy(looked, aggregate);
    return { severity: judged ? 'ok' : 'info', sentence: `${sentence}${say}` };
  }
  const more = [
    ...(faults.length === 1 ? [] : [othersIn(faults.slice(1))]),
    ...(notes === 0 ? [] : [plural(notes, 'note')]),
  ].join(', ');
  return {
    severity: worst.severity,
    sentence: `${titleOf(worst.title, worst.follow)} (${looked}).${more === '' ? '' : ` ${more}.`}`,
  };
}
