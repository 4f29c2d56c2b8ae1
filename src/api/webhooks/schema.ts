import { z } from 'zod';
import { eventTypes } from '../../domain/event.ts';

const eventType = z.enum(eventTypes as [string, ...string[]]);
const time = z.iso.datetime();

/** `https`, where nothing else is allowed (`assertReachable`). */
export const webhookUrl = z.url({ protocol: /^https?$/ }).max(2_000);

export const webhookParams = z.object({ id: z.uuid() });

export const createWebhookBody = z.strictObject({
  url: webhookUrl.describe('Receives a POST for each event; `https`'),
  event_types: z.array(eventType).min(1).max(eventTypes.length).optional().describe('All without it'),
  description: z.string().max(500).optional(),
});

export const webhookSchema = z
  .object({
    webhook_id: z.uuid(),
    url: z.string(),
    event_types: z.array(z.string()).nullable().describe('null for all'),
    description: z.string().nullable(),
    created_at: time,
  })
  .meta({ id: 'Webhook' });

export const createdWebhookSchema = webhookSchema
  .extend({ secret: z.string().describe('Key of the signatures, `whsec_…`; it is shown only here') })
  .meta({ id: 'CreatedWebhook' });

export const webhooksSchema = z
  .object({
    webhooks: z.array(
      webhookSchema.extend({
        pending: z.int().describe('Events that wait to be delivered'),
        dead: z.int().describe('Events that were given up after 24 hours'),
        last_error: z.string().nullable().describe('Why the latest attempt failed, while it is repeated'),
      }),
    ),
  })
  .meta({ id: 'Webhooks' });

export const deadLettersQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many, the newest first'),
});

export const deadLettersSchema = z
  .object({
    dead_letters: z.array(
      z.object({
        event_id: z.uuid(),
        event_type: z.string(),
        batch_id: z.uuid(),
        run: z.int(),
        occurred_at: time,
        dead_at: time,
        error: z.string(),
      }),
    ),
  })
  .meta({ id: 'DeadLetters' });

export const redeliverySchema = z.object({ message: z.string(), events: z.int() }).meta({ id: 'Redelivery' });
