import { z } from 'zod';
import { findingBases } from '../../diagnosis/finding-basis.ts';
import { provenSchema } from '../../diagnosis/finding-schema.ts';
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
  enabled: z.boolean().default(true).describe('`false`: the rule is switched off'),
  thresholds: z
    .record(z.string().max(100), z.number())
    .default({})
    .describe('New values by threshold name, in its unit; the others keep their defaults'),
  note: prose(1_000).nullable().default(null).describe('Why'),
  changed_by: label(100)
    .nullable()
    .default(null)
    .describe('Who made the change, by their own account; where Argus knows who it is, that counts instead'),
});
/** Replaces the settings of the rule for the platform; what is not named gets its default. */
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
      .describe('Identifies all rules as set for the platform; a report names the version that judged it'),
    rules: z.array(
      z.object({
        id: z.string(),
        version: z.int(),
        question: z.string(),
        severities: z.array(z.enum(severities)),
        basis: z.enum(findingBases).describe('What its findings are based on'),
        proven: provenSchema
          .nullable()
          .describe('Labelled public recordings on which it fired rightly and wrongly; null: none'),
        likely_cause: z.string(),
        advice: z.string(),
        enabled: z.boolean().describe('On the platform'),
        thresholds: z.array(
          z.object({
            name: z.string(),
            value: z.number().describe('In force on the platform'),
            standard: z.number().describe('Default of the rule'),
            unit: z.string(),
            source: z.string(),
            min: z.number(),
            max: z.number(),
          }),
        ),
        setting: ruleSettingSchema.nullable().describe('Settings made by an operator for the platform'),
      }),
    ),
  })
  .meta({ id: 'Rules' });
export type RulesBody = z.infer<typeof rulesSchema>;
