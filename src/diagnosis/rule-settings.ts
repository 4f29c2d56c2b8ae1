import { z } from 'zod';
import { severities } from '../domain/severity.ts';
import type { Rule } from './rule.ts';
import { boundsOf } from './unit-bounds.ts';

/** What an operator has changed in the rules for a vehicle platform. */
export const ruleSettingsSchema = z.strictObject({
  /** Ids of disabled rules. */
  disabled: z.array(z.string().max(100)).max(200),
  /** Values in the unit of the threshold, by rule and threshold. */
  thresholds: z.record(z.string().max(100), z.record(z.string().max(100), z.number())),
});
export type RuleSettings = z.infer<typeof ruleSettingsSchema>;

export const standardSettings: RuleSettings = { disabled: [], thresholds: {} };

/** A setting that the rules do not accept, and where it is. */
export interface SettingProblem {
  /** E.g. `thresholds.cpu-saturation.warning`. */
  field: string;
  message: string;
}

/**
 * What is wrong with settings; empty if they are valid. Unknown rules and thresholds are problems, since a misspelt
 * name would otherwise silently leave a rule unchanged.
 */
export function checkRuleSettings(settings: RuleSettings, rules: readonly Rule[]): SettingProblem[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const disabled = settings.disabled
    .filter((id) => !byId.has(id))
    .map((id) => ({ field: 'disabled', message: `There is no rule "${id}".` }));
  const thresholds = Object.entries(settings.thresholds).flatMap(([id, values]) => {
    const rule = byId.get(id);
    if (!rule) return [{ field: `thresholds.${id}`, message: `There is no rule "${id}".` }];
    const wrong = Object.entries(values).flatMap(([name, value]) => {
      const problem = problemOf(rule, name, value);
      return problem ? [{ field: `thresholds.${id}.${name}`, message: problem }] : [];
    });
    return wrong.length > 0 ? wrong : orderProblems(rule, values);
  });
  return [...disabled, ...thresholds];
}

function problemOf(rule: Rule, name: string, value: number): string | undefined {
  const threshold = Object.hasOwn(rule.thresholds, name) ? rule.thresholds[name] : undefined;
  if (!threshold) {
    const known = Object.keys(rule.thresholds);
    return `Rule "${rule.id}" has ${known.length === 0 ? 'no thresholds' : `the thresholds ${known.join(', ')}`}, not "${name}".`;
  }
  const { min, max } = boundsOf(threshold);
  if (value >= min && value <= max) return undefined;
  const unit = threshold.unit === '' ? '' : ` ${threshold.unit}`;
  return `Has to be from ${min}${unit} to ${max}${unit}.`;
}

/**
 * Thresholds of one kind for rising severities (`warning`, `error`; `warning_12v`, `error_12v`) keep their order in
 * the rule: the more severe level is never reached before the less severe one.
 */
function orderProblems({ id, thresholds }: Rule, values: Record<string, number>): SettingProblem[] {
  const setOf = (name: string) => values[name] ?? thresholds[name]?.value ?? 0;
  const standardOf = (name: string) => thresholds[name]?.value ?? 0;
  return Object.values(ladders(Object.keys(thresholds))).flatMap((names) =>
    names.slice(1).flatMap((name, index) => {
      const milder = names[index] ?? name;
      const rises = standardOf(name) > standardOf(milder);
      const fine = rises ? setOf(name) >= setOf(milder) : setOf(name) <= setOf(milder);
      if (fine) return [];
      const unit = thresholds[milder]?.unit ? ` ${thresholds[milder].unit}` : '';
      const field = values[name] === undefined ? milder : name;
      const message = `Has to be such that "${name}" (${setOf(name)}${unit}) is ${rises ? 'not below' : 'not above'} "${milder}" (${setOf(milder)}${unit}).`;
      return [{ field: `thresholds.${id}.${field}`, message }];
    }),
  );
}

/** Names that differ only in their severity, the mildest first. */
function ladders(names: readonly string[]): Record<string, string[]> {
  const kinds: Record<string, string[]> = {};
  for (const severity of severities) {
    for (const name of names) {
      if (!name.split('_').includes(severity)) continue;
      const kind = name
        .split('_')
        .filter((part) => part !== severity)
        .join('_');
      kinds[kind] = [...(kinds[kind] ?? []), name];
    }
  }
  return kinds;
}

/**
 * The part of the settings that the rules know: settings stored for an older version of Argus may name rules or
 * thresholds that no longer exist or have other bounds now.
 */
export function fittingSettings(settings: RuleSettings, rules: readonly Rule[]): RuleSettings {
  const wrong = new Set(checkRuleSettings(settings, rules).map(({ field }) => field));
  const known = new Set(rules.map(({ id }) => id));
  const thresholds = Object.entries(settings.thresholds)
    .filter(([id]) => known.has(id))
    .map(([id, values]) => [
      id,
      Object.fromEntries(Object.entries(values).filter(([name]) => !wrong.has(`thresholds.${id}.${name}`))),
    ]);
  return {
    disabled: settings.disabled.filter((id) => known.has(id)),
    thresholds: Object.fromEntries(thresholds),
  };
}

/** Combines the settings of a platform, which are stored by rule, into one. */
export function ruleSettingsOf(
  settings: readonly { rule: string; enabled: boolean; thresholds: Record<string, number> }[],
): RuleSettings {
  return {
    disabled: settings.filter(({ enabled }) => !enabled).map(({ rule }) => rule),
    thresholds: Object.fromEntries(settings.map(({ rule, thresholds }) => [rule, thresholds])),
  };
}
