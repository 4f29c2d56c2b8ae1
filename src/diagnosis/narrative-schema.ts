import { z } from 'zod';

export const llmStatuses = ['off', 'ok', 'skipped_budget', 'failed', 'rejected'] as const;

/** What a language model wrote about the findings, or why it wrote nothing. */
export const llmSchema = z.object({
  status: z.enum(llmStatuses),
  reason: z.string().optional(),
  narrative: z.string().optional(),
  /** The most likely first. */
  likely_causes: z
    .array(
      z.object({
        cause: z.string(),
        why: z.string().optional(),
        /** Rules of the findings that it explains. */
        findings: z.array(z.string()),
      }),
    )
    .optional(),
});

export type LlmPart = z.infer<typeof llmSchema>;
