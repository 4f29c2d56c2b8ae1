import type { RuleSettingBody, RulesBody } from '../../../src/api/rules/schema.ts';
import type { RuleSetting } from '../../../src/domain/rule-setting.ts';
import { jsonBody, request, withQuery } from './request.ts';

const of = (platform: string, rule: string) =>
  `/platforms/${encodeURIComponent(platform)}/rules/${encodeURIComponent(rule)}`;

export function getRules(platform: string | undefined, signal: AbortSignal) {
  return request<RulesBody>(withQuery('/rules', { platform }), { signal });
}

export function setRule(platform: string, rule: string, setting: RuleSettingBody) {
  return request<RuleSetting>(of(platform, rule), jsonBody('PUT', setting));
}

/** Back to how the rule comes with Argus. */
export function resetRule(platform: string, rule: string) {
  return request<void>(of(platform, rule), { method: 'DELETE' });
}
