import { createHash } from 'node:crypto';
import type { Severity } from '../domain/severity.ts';
import type { Aggregate } from './aggregate.ts';
import type { FindingBasis } from './finding-basis.ts';
import type { Finding } from './finding-schema.ts';
import { type Proven, provenOf } from './proven.ts';
import type { Rule, RuleContext, Threshold } from './rule.ts';
import { rules } from './rule-set.ts';
import { fittingSettings, type RuleSettings } from './rule-settings.ts';
import { boundsOf } from './unit-bounds.ts';

/** Which rules were applied, so that a report can be understood later. */
export interface RuleSetUsed {
  /** Changes with every rule, version, threshold and setting. */
  version: string;
  /** Rules that an operator has disabled. */
  disabled: string[];
  /** Thresholds that an operator has changed, with their defaults. */
  changed: { rule: string; threshold: string; value: number; standard: number; unit: string }[];
}

/** Evaluates all enabled rules; findings are in the order of the rules. */
export function judge(
  aggregate: Aggregate,
  settings: RuleSettings,
  context: RuleContext,
): { findings: Finding[]; used: RuleSetUsed } {
  const { asked, thresholds } = inForce(settings);
  return {
    findings: asked.flatMap((rule) => rule.evaluate(aggregate, thresholds[rule.id], context)),
    used: ruleSetOf(settings),
  };
}

/** The rule set with these settings applied. */
export function ruleSetOf(settings: RuleSettings): RuleSetUsed {
  const { asked, disabled, thresholds } = inForce(settings);
  return {
    version: versionOf(asked, thresholds),
    disabled: [...new Set(disabled)].sort(),
    changed: asked.flatMap((rule) => changesOf(rule, thresholds[rule.id] ?? {})),
  };
}

function inForce(settings: RuleSettings) {
  const { disabled, thresholds } = fittingSettings(settings, rules);
  return { asked: rules.filter(({ id }) => !disabled.includes(id)), disabled, thresholds };
}

/** The same rules with the same effective thresholds have the same version, however they were set. */
function versionOf(asked: readonly Rule[], changed: RuleSettings['thresholds']): string {
  const effective = asked.map(({ id, version, thresholds }) => [
    id,
    version,
    Object.entries(thresholds).map(([name, { value }]) => [name, changed[id]?.[name] ?? value]),
  ]);
  return createHash('sha256').update(JSON.stringify(effective)).digest('hex').slice(0, 12);
}

function changesOf(rule: Rule, changed: Readonly<Record<string, number>>): RuleSetUsed['changed'] {
  return Object.entries(rule.thresholds).flatMap(([threshold, { value: standard, unit }]) => {
    const value = changed[threshold];
    return value === undefined || value === standard
      ? []
      : [{ rule: rule.id, threshold, value, standard, unit }];
  });
}

/** A rule as it is shown to people and programs. */
export interface RuleDescription {
  id: string;
  version: number;
  question: string;
  severities: Severity[];
  basis: FindingBasis;
  proven: Proven | null;
  likely_cause: string;
  advice: string;
  thresholds: (Required<Threshold> & { name: string })[];
}

/** All rules, in the order in which they are evaluated. */
export function ruleCatalogue(): RuleDescription[] {
  return rules.map(({ id, version, question, severities, basis, likely_cause, advice, thresholds }) => ({
    id,
    version,
    question,
    severities: [...severities],
    basis,
    proven: provenOf(id),
    likely_cause,
    advice,
    thresholds: Object.entries(thresholds).map(([name, threshold]) => ({
      name,
      ...threshold,
      ...boundsOf(threshold),
    })),
  }));
}
