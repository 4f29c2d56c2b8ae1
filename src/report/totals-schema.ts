import { z } from 'zod';

/** Files and messages of one batch, in its report and in comparisons. */
export const totalsSchema = z.object({
  files: z.int(),
  parsed: z.int(),
  failed: z.int(),
  /** Parsed although damaged. */
  salvaged: z.int(),
  bytes: z.int(),
  messages: z.int(),
});
