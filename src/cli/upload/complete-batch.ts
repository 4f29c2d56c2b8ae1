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
 * What makes batch and manifest agree.
 * @param isOurs Only this command has uploaded to the batch: what is too much is what a file was before it changed.
 */
export function mendingOf({ missing, different, superfluous }: Mismatch, isOurs: boolean): Mending {
  const tooMuch = superfluous.map(({ path, size, sha256 }) => ({ path, size, sha256 }));
  return {
    remove: [...different, ...(isOurs ? superfluous : [])].map(({ file_id }) => file_id),
    resend: [...missing, ...different].map(({ path }) => path),
    adopt: isOurs ? [] : tooMuch,
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
    try {
      await client.completeBatch(batchId, { files: [...manifest(), ...adopted] });
      return;
    } catch (error) {
      const mismatch = round < mostRounds ? mismatchIn(error) : undefined;
      if (!mismatch) throw error;
      const mending = mendingOf(mismatch, isOurs);
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
