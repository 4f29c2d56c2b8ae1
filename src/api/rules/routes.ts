import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ruleCatalogue, ruleSetOf } from '../../diagnosis/judge.ts';
import { rules } from '../../diagnosis/rule-set.ts';
import { checkRuleSettings, fittingSettings, ruleSettingsOf } from '../../diagnosis/rule-settings.ts';
import { ArgusError } from '../../domain/error.ts';
import { isKnown } from '../../domain/identity.ts';
import type { RuleSetting } from '../../domain/rule-setting.ts';
import type { ApiDeps } from '../deps.ts';
import { operators, readers } from '../http/access/roles.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import {
  type RulesBody,
  ruleParams,
  ruleSettingBody,
  ruleSettingSchema,
  rulesQuery,
  rulesSchema,
} from './schema.ts';

const present = picker(ruleSettingSchema);

export function ruleRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { ruleSettings } = stores;
  const tags = ['rules'];

  return async (app) => {
    app.get(
      '/rules',
      {
        config: { roles: readers },
        schema: {
          tags,
          operationId: 'listRules',
          summary: 'All rules, with their settings for a platform',
          querystring: rulesQuery,
          response: { 200: rulesSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { platform } = request.query;
        const settings = platform === undefined ? [] : await ruleSettings.ofPlatform(platform);
        const { version } = ruleSetOf(ruleSettingsOf(settings));
        return { platform: platform ?? null, rule_set_version: version, rules: inForce(settings) };
      },
    );

    app.put(
      '/platforms/:platform/rules/:rule',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'setRule',
          summary: 'Switch a rule off or on, or change its thresholds, for the batches of a platform',
          params: ruleParams,
          body: ruleSettingBody,
          response: { 200: ruleSettingSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { identity, params, body } = request;
        const changed_by = isKnown(identity) ? identity.name : body.changed_by;
        const setting = { ...params, ...body, changed_by };
        assertFits(setting);
        return present(await ruleSettings.put(setting));
      },
    );

    app.delete(
      '/platforms/:platform/rules/:rule',
      {
        config: { roles: operators },
        schema: {
          tags,
          operationId: 'resetRule',
          summary: 'Reset a rule to its defaults for a platform',
          params: ruleParams,
          response: { 204: noBody('The rule has its defaults'), ...failures('not_found', 'unavailable') },
        },
      },
      async (request, reply) => {
        const { platform, rule } = request.params;
        if (!(await ruleSettings.remove(platform, rule))) {
          throw new ArgusError('not_found', `The rule ${rule} has no settings for this platform.`);
        }
        return reply.code(204).send();
      },
    );
  };
}

/** @throws ArgusError `validation` with the field. */
function assertFits({
  rule,
  enabled,
  thresholds,
}: Pick<RuleSetting, 'rule' | 'enabled' | 'thresholds'>): void {
  const [problem] = checkRuleSettings(ruleSettingsOf([{ rule, enabled, thresholds }]), rules);
  if (!problem) return;
  const field = problem.field.replace(`thresholds.${rule}.`, 'thresholds.');
  throw new ArgusError('validation', `${field}: ${problem.message}`, { details: { field } });
}

function inForce(settings: readonly RuleSetting[]): RulesBody['rules'] {
  const { disabled, thresholds: changed } = fittingSettings(ruleSettingsOf(settings), rules);
  return ruleCatalogue().map(({ thresholds, ...rule }) => ({
    ...rule,
    enabled: !disabled.includes(rule.id),
    thresholds: thresholds.map(({ value: standard, ...threshold }) => ({
      ...threshold,
      value: changed[rule.id]?.[threshold.name] ?? standard,
      standard,
    })),
    setting: settings.filter((one) => one.rule === rule.id).map(present)[0] ?? null,
  }));
}
