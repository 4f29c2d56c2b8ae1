import { z } from 'zod';
import { batchStatuses } from '../../domain/batch-status.ts';
import { incidentKinds } from '../../domain/custody.ts';
import { repairKinds } from '../../domain/repair.ts';
import { byteCount, count } from '../http/text-schema.ts';
import { mostGroups } from './counted.ts';

const seconds = z.number().min(0);
const kindOf = <const K extends readonly [string, ...string[]]>(kinds: K) =>
  z.array(z.object({ kind: z.enum(kinds), count }));

export const systemSchema = z
  .object({
    version: z.string().describe('Of the process that answers'),
    node: z.string(),
    servers: z
      .array(
        z.object({
          name: z.enum(['postgres', 'object_store', 'kafka', 'redis', 'temporal']),
          ok: z.boolean(),
          milliseconds: z.number().describe('Until it had answered'),
          error: z.string().nullable(),
          without: z.string().nullable().describe('What does not work without it; null: nothing does'),
        }),
      )
      .describe('The servers behind Argus. What one of them knows is null below while it does not answer'),
    batches: z
      .array(
        z.object({
          status: z.enum(batchStatuses),
          count: count.describe('Of more than 10,000 that completed or failed an estimate'),
          oldest_seconds: seconds.describe(
            'Since the one that moved longest ago came into this state; 0 for `completed` and `failed`',
          ),
        }),
      )
      .nullable(),
    relay: z
      .object({ unpublished_events: count, oldest_seconds: seconds })
      .nullable()
      .describe('Events that are not in Kafka yet'),
    alerts: z
      .array(z.object({ channel: z.string(), oldest_seconds: seconds }))
      .nullable()
      .describe('Alerts that nobody has taken yet'),
    consumers: z
      .object({
        groups: z
          .array(z.object({ group: z.string(), lag: count }))
          .describe(`The ${mostGroups} furthest behind; of a share group, at most`),
        more: count.describe('Further groups'),
        unmeasured: count.describe('Groups whose offsets cannot be read'),
      })
      .nullable()
      .describe('Who reads the events, and how far behind'),
    queues: z
      .array(
        z.object({
          task_queue: z.string(),
          kind: z.enum(['workflow', 'activity']),
          tasks: count.describe('That wait for a worker'),
          oldest_seconds: seconds,
          workers: count.describe('That asked for tasks in the last minute'),
        }),
      )
      .nullable(),
    redis: z.object({ memory_bytes: byteCount, refused_writes: count, evicted_keys: count }).nullable(),
    llm: z
      .object({
        configured: z.boolean(),
        spent_tokens: count,
        reserved_tokens: count,
        daily_tokens: count.describe('The limit of a day'),
        calls: z.object({ ok: count, rejected: count, failed: count }),
        estimated_dollars: z.number(),
      })
      .nullable()
      .describe('The language model today (UTC)'),
    repairs: kindOf(repairKinds)
      .nullable()
      .describe('Batches whose row and workflow had parted, since the database was set up'),
    custody: z
      .object({
        open: kindOf(incidentKinds).describe('Recordings that are not as they were uploaded'),
        files: count.describe('Read again since the database was set up'),
        bytes: byteCount,
      })
      .nullable(),
  })
  .meta({ id: 'System' });
export type SystemBody = z.infer<typeof systemSchema>;
