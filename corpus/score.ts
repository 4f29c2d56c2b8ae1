import type { Finding } from '../src/diagnosis/finding-schema.ts';
import { causes, ownWords } from './causes.ts';
import { isTroubled, type Label, type Trouble } from './label.ts';

/** A recording as it was labelled and as it was judged. */
export interface Judged {
  label: Label;
  /** Findings of severity warning or above. */
  findings: readonly Finding[];
  /** Whether the diagnosis said that no fault was found. */
  foundNothing: boolean;
}

export interface Score {
  recordings: number;
  healthy: number;
  troubled: number;
  /** Findings that the label names or allows, and all others. */
  right: number;
  wrong: number;
  troubles: number;
  /** Troubles that a finding names. */
  found: number;
  /** Healthy recordings with a wrong finding. */
  alarmed: number;
  /** Troubled recordings of which the diagnosis says that no fault was found. */
  passed: number;
}

/** How often the findings of a rule were right and wrong. */
export interface RuleScore {
  right: number;
  wrong: number;
  /** Recordings in which it was right, and in which it was wrong. */
  right_in: number;
  wrong_in: number;
}

export function matches(finding: Finding, { cause, says }: Trouble): boolean {
  const rules: readonly string[] = causes[cause];
  if (says === undefined) return rules.includes(finding.rule);
  if (!rules.includes(finding.rule) && !ownWords.includes(finding.rule)) return false;
  return wordsOf(finding).includes(says.toLowerCase());
}

function wordsOf({ title, description, codes, evidence }: Finding): string {
  const details = evidence.flatMap(({ topic, detail }) => [topic, detail]);
  return [title, description, ...(codes ?? []), ...details].join('\n').toLowerCase();
}

export function isRight(finding: Finding, { troubles, allowed }: Label): boolean {
  return [...troubles, ...(allowed ?? [])].some((trouble) => matches(finding, trouble));
}

/** Troubles that no finding names. */
export function missed({ label, findings }: Judged): Trouble[] {
  return label.troubles.filter((trouble) => !findings.some((finding) => matches(finding, trouble)));
}

export function scoreOf(judged: readonly Judged[]): Score {
  const findings = judged.flatMap((one) => one.findings.map((finding) => isRight(finding, one.label)));
  const right = findings.filter((is) => is).length;
  const troubled = judged.filter(({ label }) => isTroubled(label));
  const healthy = judged.filter(({ label }) => !isTroubled(label));
  const troubles = troubled.reduce((sum, { label }) => sum + label.troubles.length, 0);
  return {
    recordings: judged.length,
    healthy: healthy.length,
    troubled: troubled.length,
    right,
    wrong: findings.length - right,
    troubles,
    found: troubles - troubled.reduce((sum, one) => sum + missed(one).length, 0),
    alarmed: healthy.filter(({ label, findings }) => findings.some((one) => !isRight(one, label))).length,
    passed: troubled.filter(({ foundNothing }) => foundNothing).length,
  };
}

/** By rule, of those with findings. */
export function scoreByRule(judged: readonly Judged[]): Map<string, RuleScore> {
  const scores = new Map<string, RuleScore>();
  for (const { label, findings } of judged) {
    const seen = { right_in: new Set<string>(), wrong_in: new Set<string>() };
    for (const finding of findings) {
      const score = scores.get(finding.rule) ?? { right: 0, wrong: 0, right_in: 0, wrong_in: 0 };
      scores.set(finding.rule, score);
      const is = isRight(finding, label) ? 'right' : 'wrong';
      score[is] += 1;
      const first = seen[`${is}_in`];
      if (!first.has(finding.rule)) score[`${is}_in`] += 1;
      first.add(finding.rule);
    }
  }
  return scores;
}
