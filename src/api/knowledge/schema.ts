import { z } from 'zod';
import { codePatternProblem, codePatternSource } from '../../domain/code-pattern.ts';
import { feedbackVerdicts, knowledgeLimits as longest } from '../../domain/knowledge.ts';
import { severities } from '../../domain/severity.ts';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { platform } from '../http/platform-name.ts';
import {
  askedOrdinal,
  count,
  label,
  notInLabels,
  ordinal,
  prose,
  timestamp,
  uuid,
} from '../http/text-schema.ts';
import { placePattern } from './place-cursor.ts';

export const entryId = z
  .string()
  .max(longest.id)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens');

const errorCode = label(longest.error_code)
  .superRefine((code, context) => {
    const problem = codePatternProblem(code);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({ pattern: codePatternSource(notInLabels) });

/** The editable part of an entry; absent and null are the same. */
export const knowledgeContent = z.strictObject({
  error_code: errorCode
    .nullable()
    .default(null)
    .describe('A code (`P0301`), a range (`P03*`) or a J1939 failure mode of any parameter (`* FMI 3`)'),
  vehicle_platform: platform.nullable().default(null).describe('Null: applies to every platform'),
  component: label(longest.component).nullable().default(null),
  severity: z.enum(severities).nullable().default(null),
  rule: label(longest.rule).nullable().default(null).describe('Id of the rule whose findings it explains'),
  symptom: prose(longest.symptom),
  solution: prose(longest.solution),
  source: label(longest.source).describe('Where it comes from'),
});

const version = ordinal.describe('The version that the change is based on');

export const changedKnowledge = knowledgeContent.extend({ version });
export const entryParams = z.object({ id: entryId });
export const retireQuery = z.strictObject({ version: askedOrdinal });

export const entrySchema = z
  .object({
    ...knowledgeContent.shape,
    id: z.string(),
    version: z.int(),
    shipped: z.boolean().describe('Shipped with Argus'),
    edited: z.boolean().describe('A shipped entry changed by an operator; upgrades do not overwrite it'),
    helped: count,
    wrong: count,
    created_at: timestamp,
    updated_at: timestamp,
    retired_at: timestamp.nullable(),
    score: z.number().optional().describe('How well it matches `q`; comparable within one search only'),
  })
  .meta({ id: 'KnowledgeEntry' });

/** The fields of an entry in an export. */
export const exportedEntry = entrySchema
  .omit({ shipped: true, edited: true, created_at: true, retired_at: true, score: true })
  .meta({ id: 'ExportedKnowledgeEntry' });

export const listKnowledgeQuery = pageQuery.extend({
  q: label(200).optional().describe('Words or a code, tolerant of typos, in any script; best matches first'),
  code: label(longest.error_code).optional().describe('Entries for this code and for ranges around it'),
  platform: platform.optional().describe('Entries of the platform and those of all platforms'),
  rule: label(longest.rule).optional(),
  component: label(longest.component).optional(),
  severity: z.enum(severities).optional(),
  retired: z.enum(['true', 'false']).default('false').describe('`true`: retired entries only'),
  cursor: z
    .string()
    .regex(placePattern, 'must be the `next_cursor` of the previous page')
    .optional()
    .describe('`next_cursor` of the previous page'),
});

export const knowledgePageSchema = z
  .object({ entries: z.array(entrySchema), next_cursor: nextCursor, revision: count })
  .meta({ id: 'KnowledgePage' });
export type KnowledgeEntryBody = z.infer<typeof entrySchema>;
export type KnowledgePageBody = z.infer<typeof knowledgePageSchema>;
export type FeedbackBody = z.infer<typeof feedbackBody>;
export type FeedbackCounts = z.infer<typeof feedbackCounts>;

export const feedbackBody = z.strictObject({
  batch_id: uuid,
  finding: label(longest.rule).describe('Rule of the finding that showed the entry'),
  verdict: z.enum(feedbackVerdicts),
  token: label(100).describe('Identifies the client: repeated feedback with the same token counts once'),
  note: prose(1_000).nullable().default(null),
});
export const feedbackCounts = z.object({ helped: count, wrong: count }).meta({ id: 'KnowledgeCounts' });
export const feedbackQuery = z.strictObject({ limit: pageQuery.shape.limit });
export const feedbackListSchema = z
  .object({
    feedback: z.array(
      z.object({
        batch_id: uuid,
        finding: z.string(),
        verdict: z.enum(feedbackVerdicts),
        note: z.string().nullable(),
        updated_at: timestamp,
      }),
    ),
  })
  .meta({ id: 'KnowledgeFeedbackList' });

export type FeedbackListBody = z.infer<typeof feedbackListSchema>;

export const importQuery = z.strictObject({
  dry_run: z.enum(['true', 'false']).default('false').describe('`true`: only report what would be done'),
});

/** A row of an import; the further columns of an export are ignored. */
export const importedEntry = knowledgeContent.extend({
  id: entryId.optional(),
  version: version.optional(),
});

export const importResultSchema = z
  .object({
    dry_run: z.boolean(),
    created: count,
    updated: count,
    unchanged: count,
    problems: z.array(z.object({ line: z.int(), field: z.string(), message: z.string() })),
    problem_count: count,
  })
  .meta({ id: 'KnowledgeImport' });
export type ImportResultBody = z.infer<typeof importResultSchema>;
