import { z } from 'zod';
import { globProblem, longestGlob } from '../../domain/glob.ts';
import { mostUploadRules, policySources, uploadTimes } from '../../domain/upload-policy.ts';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { platform } from '../http/platform-name.ts';
import { label, largestInteger, prose, timestamp, uuid, vehicleId } from '../http/text-schema.ts';

const uploadTime = z
  .enum(uploadTimes)
  .describe(
    '`now`: with the next link; `unmetered`: on a link that costs nothing; `on_request`: when somebody asks for it',
  );

/** A glob that means what it seems to. */
export const glob = label(longestGlob).superRefine((text, context) => {
  const problem = globProblem(text);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

export const policyBody = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        pattern: glob.describe(
          'Glob of paths within the folder that is uploaded, such as `cam*/**`; one without `/` is compared with the file’s name alone',
        ),
        upload: uploadTime,
      }),
    )
    .max(mostUploadRules)
    .describe('The first that matches a file holds'),
  default: uploadTime.describe('Of files that no rule matches'),
  note: prose(1_000).nullable().default(null).describe('Why'),
  version: z
    .int()
    .min(0)
    .max(largestInteger)
    .optional()
    .describe(
      'The version it was made from, 0 if there was none: 409 if there is another one by now. Without it, it replaces any',
    ),
  changed_by: label(100)
    .nullable()
    .default(null)
    .describe('Who made the change, by their own account; where Argus knows who it is, that counts instead'),
});
export type PolicyBody = z.infer<typeof policyBody>;

const shownRules = z.array(z.object({ pattern: z.string(), upload: uploadTime }));

/** What is set for a platform or for all others. */
export const storedPolicySchema = z
  .object({
    platform: z.string().nullable().describe('Null: for vehicles whose platform has none of its own'),
    version: z.int().min(1).describe('Each change makes another'),
    rules: shownRules.nullable().describe('Null, as is `default`, where the platform’s own was taken back'),
    default: uploadTime.nullable(),
    note: z.string().nullable(),
    changed_by: z.string().nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'StoredUploadPolicy' });
export type StoredPolicyBody = z.infer<typeof storedPolicySchema>;

export const policyInForceQuery = z.strictObject({
  vehicle: vehicleId.optional().describe('A vehicle with a token of its own need not say'),
  platform: platform
    .optional()
    .describe('In place of that of its newest batch: for a vehicle that Argus does not know yet'),
});

export const policyInForceSchema = z
  .object({
    vehicle_id: z.string().nullable(),
    platform: z.string().nullable().describe('Of the newest batch of the vehicle, unless it was named'),
    source: z
      .enum(policySources)
      .describe('Whose policy it is: of the `platform`, of all others in the `fleet`, or of nobody (`none`)'),
    version: z.int().min(0).describe('0: nobody has set any, and everything is uploaded now'),
    rules: shownRules.describe('The first that matches a file holds'),
    default: uploadTime.describe('Of files that no rule matches'),
  })
  .meta({ id: 'UploadPolicy' });
export type PolicyInForceBody = z.infer<typeof policyInForceSchema>;

export const listPoliciesQuery = pageQuery.extend({ platform: platform.optional() });
export const policyPageSchema = z
  .object({
    policies: z.array(storedPolicySchema.extend({ id: uuid })).describe('All versions, newest first'),
    next_cursor: nextCursor,
  })
  .meta({ id: 'UploadPolicyPage' });
export type PolicyPageBody = z.infer<typeof policyPageSchema>;

export const policyPlatformParams = z.object({ platform });
