import { z } from 'zod';
import { findingBases } from '../../diagnosis/finding-basis.ts';
import { rules } from '../../diagnosis/rule-set.ts';
import { severities } from '../../domain/severity.ts';
import { platform } from '../http/platform-name.ts';
import { label, prose, timestamp } from '../http/text-schema.ts';

const ruleIds = rules.map(({ id }) => id);
export const ruleParams = z.object({ platform, rule: z.enum(ruleIds) });
export const rulesQuery = z.strictObject({
  platform: platform.optional().describe('With the settings of this platform'),
});

export const ruleSettingBody = z.strictObject({
  enabled: z.boolean().default(true).describe('`false`: the rule is not asked'),
  thresholds: z
    .record(z.string().max(100), z.number())
    .default({})
    .describe('New values by the name of the threshold, in its unit; the others stay as the rule has them'),
  note: prose(1_000).nullable().default(null).describe('Why'),
  changed_by: label(100).nullable().default(null).describe('Who, as they name themselves'),
});
/** What holds of the rule on the platform from then on; what is not named is as the rule has it. */
export type RuleSettingBody = z.infer<typeof ruleSettingBody>;

export const ruleSettingSchema = z
  .object({
    platform: z.string(),
    rule: z.string(),
    enabled: z.boolean(),
    thresholds: z.record(z.string(), z.number()),
    note: z.string().nullable(),
    changed_by: z.string().nullable(),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'RuleSetting' });

export const rulesSchema = z
  .object({
    platform: z.string().nullable(),
    rule_set_version: z
      .string()
      .describe('Of all rules as they are set for the platform; a report names the one that judged it'),
    rules: z.array(
      z.object({
        id: z.string(),
        version: z.int(),
        question: z.string(),
        severities: z.array(z.enum(severities)),
        basis: z.enum(findingBases).describe('What its findings rest on'),
        likely_cause: z.string(),
        advice: z.string(),
        enabled: z.boolean().describe('On the platform'),
        thresholds: z.array(
          z.object({
            name: z.string(),
            value: z.number().describe('In force on the platform'),
            standard: z.number().describe('As the rule has it'),
            unit: z.string(),
            source: z.string(),
            min: z.number(),
            max: z.number(),
          }),
        ),
        setting: ruleSettingSchema.nullable().describe('What an operator has set for the platform'),
      }),
    ),
  })
  .meta({ id: 'Rules' });
export type RulesBody = z.infer<typeof rulesSchema>;
