import { z } from 'zod';

export const healthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

export const readinessSchema = z
  .object({
    status: z
      .enum(['ready', 'degraded', 'not_ready'])
      .describe('`degraded`: requests are answered, but for what `degraded` says'),
    servers: z.record(
      z.string(),
      z.object({ ok: z.boolean(), milliseconds: z.number(), error: z.string().optional() }),
    ),
    missing: z.array(z.string()).describe('The servers that do not respond'),
    degraded: z.record(z.string(), z.string()).describe('What does not work meanwhile, by missing server'),
  })
  .meta({ id: 'Readiness' });
