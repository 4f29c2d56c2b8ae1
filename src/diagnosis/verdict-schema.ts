import { z } from 'zod';
import { severities } from '../domain/severity.ts';

/** What the most severe finding means for the batch. */
export const verdictSchema = z.object({
  severity: z.enum(['ok', ...severities]),
  sentence: z.string(),
});

export type BatchVerdict = z.infer<typeof verdictSchema>;
