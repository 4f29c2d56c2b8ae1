import type { RuleSettingBody, RulesBody } from '../../../src/api/rules/schema.ts';
import { ofArgus, t } from './language.ts';

export type RuleInForce = RulesBody['rules'][number];

/** The problem of a field, by its name in the API, e.g. `thresholds.warning`. */
export interface FieldProblem {
  field: string;
  message: string;
}

export const thresholdField = (name: string) => `thresholds.${name}`;

/**
 * The setting entered in a form. The API checks bounds. A field that is empty or has the default value is left to the
 * rule.
 */
export function settingOf(rule: RuleInForce, form: FormData): RuleSettingBody | FieldProblem {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const thresholds: Record<string, number> = {};
  for (const { name, standard } of rule.thresholds) {
    const field = thresholdField(name);
    const written = text(field);
    if (written === '') continue;
    const value = Number(written.replace(',', '.'));
    if (!Number.isFinite(value)) return { field, message: t('Must be a number.') };
    if (value !== standard) thresholds[name] = value;
  }
  return {
    enabled: form.get('enabled') !== null,
    thresholds,
    note: text('note') || null,
    changed_by: text('changed_by') || null,
  };
}

/** The API's message without the field name, which is shown beside it. */
export function fieldMessage(field: string, message: string): string {
  return message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
}

export function isChanged({ enabled, thresholds }: RuleInForce): boolean {
  return !enabled || thresholds.some(({ value, standard }) => value !== standard);
}

export const ruleViews = ['all', 'changed', 'off'] as const;
export type RuleView = (typeof ruleViews)[number];

/** Rules whose id or question contains all the words. */
export function rulesShown(rules: readonly RuleInForce[], view: RuleView, words: string): RuleInForce[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter((rule) => {
    if (view === 'changed' && !isChanged(rule)) return false;
    if (view === 'off' && rule.enabled) return false;
    const text = `${rule.id} ${rule.question} ${ofArgus(rule.question)}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
