import { z } from 'zod';
import { rules } from '../../diagnosis/rule-set.ts';
import { alertHours, maxSubscriptions } from '../../domain/alert.ts';
import { severities } from '../../domain/severity.ts';
import { platform } from '../http/platform-name.ts';
import { prose, timestamp, uuid } from '../http/text-schema.ts';
import { webhookUrl } from '../webhooks/schema.ts';

const severity = z.enum(severities);
const ruleIds = rules.map(({ id }) => id);
/** RFC 5321 (4.5.3.1.3): a path of 256 octets, with its brackets. */
const longestAddress = 254;

export const subscriptionParams = z.object({ id: uuid });

export const createSubscriptionBody = z
  .strictObject({
    url: webhookUrl.optional().describe('Receives a POST for each message; `https`'),
    email: z
      .email()
      .max(longestAddress)
      .optional()
      .describe('Receives a mail for each message, where Argus has a mail server'),
    platforms: z
      .array(platform)
      .min(1)
      .max(100)
      .optional()
      .describe('Kinds of vehicles; without it all batches, those that name no platform as well'),
    min_severity: severity.default('warning').describe('The least severity'),
    rules: z.array(z.enum(ruleIds)).min(1).max(ruleIds.length).optional().describe('All without it'),
    description: prose(500).optional(),
  })
  .refine(({ url, email }) => (url === undefined) !== (email === undefined), {
    path: ['url'],
    error: 'or email must be given, and not both',
  });
export type CreateSubscriptionBody = z.input<typeof createSubscriptionBody>;

export const subscriptionSchema = z
  .object({
    subscription_id: uuid,
    url: z.string().nullable(),
    email: z.string().nullable(),
    platforms: z.array(z.string()).nullable().describe('null for all'),
    min_severity: severity,
    rules: z.array(z.string()).nullable().describe('null for all'),
    description: z.string().nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'Subscription' });

export const createdSubscriptionSchema = subscriptionSchema
  .extend({
    secret: z
      .string()
      .nullable()
      .describe('Key of the signatures, `whsec_…`; it is shown only here. null for e-mail'),
  })
  .meta({ id: 'CreatedSubscription' });
export type CreatedSubscriptionBody = z.infer<typeof createdSubscriptionSchema>;

export const subscriptionsSchema = z
  .object({
    subscriptions: z
      .array(
        subscriptionSchema.extend({
          pending: z.int().describe('Messages that wait to be taken'),
          dead: z.int().describe('Messages that were given up'),
          last_error: z.string().nullable().describe('Why the latest attempt failed, while it is repeated'),
        }),
      )
      .describe(`At most ${maxSubscriptions}, the oldest first`),
  })
  .meta({ id: 'Subscriptions' });
export type SubscriptionsBody = z.infer<typeof subscriptionsSchema>;

export const deadAlertsSchema = z
  .object({
    dead_letters: z.array(
      z.object({
        alert_id: uuid,
        batch_id: uuid,
        run: z.int(),
        created_at: timestamp,
        dead_at: timestamp,
        error: z.string(),
      }),
    ),
  })
  .meta({ id: 'DeadAlerts' });

export const alertRedeliverySchema = z
  .object({ message: z.string(), messages: z.int() })
  .meta({ id: 'AlertRedelivery' });

/** What is posted to `url`. Members may be added. */
export const findingAlertSchema = z
  .object({
    event_type: z.literal('FindingAlert'),
    event_id: uuid.describe('The same for each attempt; `webhook-id` as well'),
    batch_id: uuid,
    run: z.int(),
    timestamp,
    subscription_id: uuid,
    report_url: z.string().nullable().describe('Where people read the report; null without `PUBLIC_URL`'),
    vehicle_id: z.string(),
    vin: z.string(),
    platform: z.string().nullable(),
    verdict: z
      .object({ severity: z.enum(['ok', ...severities]), sentence: z.string() })
      .describe('Of the whole report'),
    findings: z
      .array(
        z.object({
          rule: z.string(),
          severity,
          title: z.string().describe('This and the sentences are in the language of `ALERT_LANGUAGE`'),
          description: z.string(),
          likely_cause: z.string(),
          advice: z.string(),
          codes: z.array(z.string()).optional(),
          reports_since: z
            .int()
            .describe('Reports with it of the same platform since it was last told, this one excepted'),
        }),
      )
      .describe(`Those that were not told of this platform in the last ${alertHours} hours, or less severe`),
    more_findings: z.int().describe('Further ones that found no room; the report has all'),
  })
  .meta({ id: 'FindingAlert' });
