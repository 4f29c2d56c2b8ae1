import { z } from 'zod';
import { causes } from './causes.ts';

const kinds = ['car', 'truck', 'bus', 'robot', 'drone', 'machine'] as const;

const troubleSchema = z.strictObject({
  /** The kind of cause, by which a finding is matched (`causes.ts`). */
  cause: z.enum(Object.keys(causes) as [keyof typeof causes]),
  /** A word that the finding must contain, where a recording has several troubles of a kind: `P0171`, `gyro`. Any letter case. */
  says: z.string().optional(),
});

/** A file of a public repository, as `git show COMMIT:PATH` gives it. */
const publicFileSchema = z.strictObject({
  /** `owner/name` on GitHub. */
  repository: z.string(),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  path: z.string(),
  /** Lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One recording of the corpus, and what an engineer expects of its diagnosis: one line of a list in `lists/`. */
export const labelSchema = publicFileSchema.extend({
  kind: z.enum(kinds),
  /** `recorded` by a vehicle or a part of it; `made` by a program, e.g. for the tests of a reader. */
  origin: z.enum(['recorded', 'made']),
  /** CAN databases to read it with. */
  databases: z.array(publicFileSchema).optional(),
  /** What has to be found at warning or above, each once; empty: a healthy recording. */
  troubles: z.array(troubleSchema),
  /** What may be found at warning or above: true, but a matter of taste or too small to be required. */
  allowed: z.array(troubleSchema).optional(),
  /** The figures of an independent reader, and what follows from them. */
  reason: z.string().min(1),
  /** Why the label was changed after our own result had been seen; never in the half set aside. */
  revised: z.string().optional(),
});

export type Label = z.infer<typeof labelSchema>;
export type Trouble = z.infer<typeof troubleSchema>;
export type PublicFile = z.infer<typeof publicFileSchema>;

export const halves = ['open', 'aside'] as const;
export type Half = (typeof halves)[number];

/** Rules are improved on the open half only; by the parity of the checksum, so that nobody chooses. */
export function halfOf({ sha256 }: Pick<Label, 'sha256'>): Half {
  return Number.parseInt(sha256.slice(-1), 16) % 2 === 0 ? 'open' : 'aside';
}

export function isTroubled({ troubles }: Label): boolean {
  return troubles.length > 0;
}
