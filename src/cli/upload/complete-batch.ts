import { z } from 'zod';
import { ApiError } from '../../client/api-error.ts';
import type { ArgusClient } from '../../client/client.ts';
import type { ManifestFile } from '../../domain/manifest.ts';

const named = z.object({ path: z.string() });
const file = named.extend({ size: z.int().min(0), sha256: z.string(), file_id: z.uuid() });
/** What a server says of a manifest that does not fit (`compareManifest`). */
const mismatchSchema = z.object({
  missing: z.array(named),
  different: z.array(named.extend({ file_id: z.uuid() })),
  superfluous: z.array(file),
});
export type Mismatch = z.infer<typeof mismatchSchema>;

export interface Mending {
  /** Files of the batch that have to go. */
  remove: string[];
  /** Names of files that have to be sent again. */
  resend: string[];
  /** Files of others, which the manifest has to name. */
  adopt: ManifestFile[];
}

/**
 * What makes batch and manifest agree. What is too much under a name of ours is what the file was before it changed; under another
 * name somebody else has added it, and it stays.
 * @param isOurs This command created the batch.
 * @returns undefined where it could only be at the cost of what others have sent.
 */
export function mendingOf(
  { missing, different, superfluous }: Mismatch,
  names: ReadonlySet<string>,
  isOurs: boolean,
): Mending | undefined {
  const outdated = [...different, ...superfluous.filter(({ path }) => names.has(path))];
  if (!isOurs && outdated.length > 0) return undefined;
  return {
    remove: outdated.map(({ file_id }) => file_id),
    resend: [...missing, ...different].map(({ path }) => path),
    adopt: superfluous
      .filter(({ path }) => !names.has(path))
      .map(({ path, size, sha256 }) => ({ path, size, sha256 })),
  };
}

/** A server lists 200 files at a time; that many batches are nobody's. */
const mostRounds = 600;

export interface Completion {
  /** As it is to be now; it may differ after each `resend`. */
  manifest(): ManifestFile[];
  isOurs: boolean;
  resend(names: readonly string[]): Promise<void>;
}

/** Completes a batch with exactly the files of the manifest. @throws ApiError */
export async function completeBatch(
  client: ArgusClient,
  batchId: string,
  { manifest, isOurs, resend }: Completion,
): Promise<void> {
  const adopted: ManifestFile[] = [];
  for (let round = 1; ; round += 1) {
    const files = [...manifest(), ...adopted];
    try {
      await client.completeBatch(batchId, { files });
      return;
    } catch (error) {
      const mismatch = round < mostRounds ? mismatchIn(error) : undefined;
      const names = new Set(files.map(({ path }) => path));
      const mending = mismatch && mendingOf(mismatch, names, isOurs);
      if (!mending) throw error;
      adopted.push(...mending.adopt);
      for (const id of mending.remove) await client.deleteFile(batchId, id);
      if (mending.resend.length > 0) await resend(mending.resend);
    }
  }
}

function mismatchIn(error: unknown): Mismatch | undefined {
  if (!(error instanceof ApiError) || error.code !== 'manifest_mismatch') return undefined;
  return mismatchSchema.safeParse(error.details).data;
}
