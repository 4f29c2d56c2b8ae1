import type { RuleSettingBody, RulesBody } from '../../../src/api/rules/schema.ts';

export type RuleInForce = RulesBody['rules'][number];

/** What is wrong with a field, by the name that the API has for it, e.g. `thresholds.warning`. */
export interface FieldProblem {
  field: string;
  message: string;
}

export const thresholdField = (name: string) => `thresholds.${name}`;

/**
 * The setting that a filled form asks for. Whether a value is within its bounds is for the API to say. A field that is
 * empty, or as the rule has it, is left to the rule.
 */
export function settingOf(rule: RuleInForce, form: FormData): RuleSettingBody | FieldProblem {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const thresholds: Record<string, number> = {};
  for (const { name, standard } of rule.thresholds) {
    const field = thresholdField(name);
    const written = text(field);
    if (written === '') continue;
    const value = Number(written.replace(',', '.'));
    if (!Number.isFinite(value)) return { field, message: 'Has to be a number.' };
    if (value !== standard) thresholds[name] = value;
  }
  return {
    ...{ enabled: form.get('enabled') !== null, thresholds },
    ...{ note: text('note') || null, changed_by: text('changed_by') || null },
  };
}

/** The sentence of the API without the name of the field, which stands beside it. */
export function fieldMessage(field: string, message: string): string {
  return message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message;
}

export function isChanged({ enabled, thresholds }: RuleInForce): boolean {
  return !enabled || thresholds.some(({ value, standard }) => value !== standard);
}

export const ruleViews = ['all', 'changed', 'off'] as const;
export type RuleView = (typeof ruleViews)[number];

/** Rules whose id or question holds all the words. */
export function rulesShown(rules: readonly RuleInForce[], view: RuleView, words: string): RuleInForce[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter((rule) => {
    if (view === 'changed' && !isChanged(rule)) return false;
    if (view === 'off' && rule.enabled) return false;
    const text = `${rule.id} ${rule.question}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
