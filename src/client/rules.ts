import type { RuleSettingBody, RulesBody } from '../api/rules/schema.ts';
import type { RuleSetting } from '../domain/rule-setting.ts';
import type { Http } from './http.ts';
import { withQuery } from './query.ts';

const of = (platform: string, rule: string) =>
  `/platforms/${encodeURIComponent(platform)}/rules/${encodeURIComponent(rule)}`;

export function rulesCalls(http: Http) {
  return {
    getRules: (platform: string | undefined, signal?: AbortSignal) =>
      http.get<RulesBody>(withQuery('/rules', { platform }), signal),
    setRule: (platform: string, rule: string, setting: RuleSettingBody) =>
      http.put<RuleSetting>(of(platform, rule), setting),
    /** Resets the rule to its defaults. */
    resetRule: (platform: string, rule: string) => http.delete<void>(of(platform, rule)),
  };
}
