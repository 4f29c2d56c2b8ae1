import { z } from 'zod';

export const healthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

export const readinessSchema = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    servers: z.record(
      z.string(),
      z.object({ ok: z.boolean(), milliseconds: z.number(), error: z.string().optional() }),
    ),
    missing: z.array(z.string()).describe('The servers that do not respond'),
  })
  .meta({ id: 'Readiness' });
