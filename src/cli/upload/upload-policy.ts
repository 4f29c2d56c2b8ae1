import { posix } from 'node:path';
import { z } from 'zod';

/**
 * `now` on any link; `unmetered`: not where bytes are paid for; `on_request`: only when somebody asks for it.
 */
const uploadTimes = ['now', 'unmetered', 'on_request'] as const;
type UploadTime = (typeof uploadTimes)[number];

/** What a server says of which files it wants when. It may say more. */
export const uploadPolicySchema = z.object({
  /** The first that fits counts. */
  rules: z.array(z.object({ pattern: z.string().min(1), upload: z.enum(uploadTimes) })),
  default: z.enum(uploadTimes),
});
export type UploadPolicy = z.infer<typeof uploadPolicySchema>;

/** Of a server that has none. */
export const everythingNow: UploadPolicy = { rules: [], default: 'now' };

/**
 * When a file is wanted.
 * @param name its path within what is uploaded. A pattern without `/` is held against the last part of it.
 */
export function uploadTimeOf(name: string, policy: UploadPolicy): UploadTime {
  const base = posix.basename(name);
  const fits = (pattern: string) => posix.matchesGlob(pattern.includes('/') ? name : base, pattern);
  return policy.rules.find(({ pattern }) => fits(pattern))?.upload ?? policy.default;
}

/** Why a file stays where it is for now; undefined when it is to be sent. */
export function whyHeld(name: string, policy: UploadPolicy, isMetered: boolean): string | undefined {
  const time = uploadTimeOf(name, policy);
  if (time === 'on_request') return 'by the policy of the server it is sent when somebody asks for it';
  if (time === 'unmetered' && isMetered) return 'by the policy of the server it waits for an unmetered link';
  return undefined;
}
