import { plural } from '../domain/plural.ts';
import { severityRank } from '../domain/severity.ts';
import { shortenAtWord } from '../text/plain-text.ts';
import { formatDuration } from '../text/time-format.ts';
import type { Aggregate } from './aggregate.ts';
import { withDistinctTitles } from './distinct-titles.ts';
import type { Finding } from './finding-schema.ts';
import { judge, type RuleSetUsed } from './judge.ts';
import type { PreviousDrive } from './previous-drive.ts';
import { type RuleSettings, standardSettings } from './rule-settings.ts';
import type { BatchVerdict } from './verdict-schema.ts';

export interface Diagnosis {
  verdict: BatchVerdict;
  /** The most severe first; at most `maxFindings`. */
  findings: Finding[];
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
      .slice(0, maxFindings),
  );
  const verdict = verdictOn(findings, aggregate);
  const titles = faultsIn(findings)
    .slice(0, findingsInSummary)
    .map(({ title }) => `${title}.`);
  return {
    verdict,
    findings,
    rule_set_version: version,
    rule_set,
    summary: [verdict.sentence, ...titles.slice(1)].join(' '),
  };
}

/** Notes (severity `info`) do not make a drive faulty. */
function faultsIn(findings: Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'info');
}

/** As many names as fit into a sentence, and their length. */
const named = { topics: 3, length: 60 };

/** What was there and could not be judged is named before it is said that there is no fault. */
function healthyIn(looked: string, { topics, codes, metrics, logs }: Aggregate): string {
  const silent = topics.filter(({ heard }) => !heard);
  if (silent.length === 0) return `No fault found in ${looked}.`;
  const names = silent.slice(0, named.topics).map(({ name }) => shortenAtWord(name, named.length));
  const more = silent.length - names.length;
  const list = more > 0 ? `${names.join(', ')} and ${plural(more, 'more topic')}` : names.join(', ');
  const nothing = silent.length === topics.length && codes.length + metrics.length + logs.length === 0;
  return nothing
    ? `Nothing judged beyond the timing of ${list}, which is all there is in ${looked}.`
    : `Not judged beyond its timing: ${list}. No fault found in ${looked}.`;
}

function verdictOn(findings: Finding[], aggregate: Aggregate): BatchVerdict {
  const { totals, recorded_s, own_clock_s } = aggregate;
  // Files with clocks of their own may cover the same time, so only the longer of the two is certain.
  const seconds = Math.max(recorded_s, totals.parsed === 1 ? own_clock_s : 0);
  const looked = `${plural(totals.files, 'file')}${seconds >= 1 ? ` over ${formatDuration(seconds)}` : ''}`;
  const faults = faultsIn(findings);
  const worst = faults[0];
  if (!worst) {
    const notes = findings.length === 0 ? '' : ` ${plural(findings.length, 'note')} for reading.`;
    return { severity: 'ok', sentence: `${healthyIn(looked, aggregate)}${notes}` };
  }
  const notes = findings.length - faults.length;
  const more = [
    ...(faults.length === 1 ? [] : [plural(faults.length - 1, 'more finding')]),
    ...(notes === 0 ? [] : [plural(notes, 'note')]),
  ].join(', ');
  return {
    severity: worst.severity,
    sentence: `${worst.title} (${looked}).${more === '' ? '' : ` ${more}.`}`,
  };
}
