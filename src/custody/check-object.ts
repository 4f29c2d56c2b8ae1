import { createHash } from 'node:crypto';
import { type BatchFile, fileObjectKey } from '../domain/batch.ts';
import type { ObjectFinding } from '../domain/custody.ts';
import { ArgusError } from '../domain/error.ts';
import type { ObjectStore } from '../stores/objects.ts';

export type CheckedFile = Pick<BatchFile, 'id' | 'batch_id' | 'size' | 'sha256'>;

export interface CheckOptions {
  /** Size in bytes where it is known already. */
  listedSize?: number | undefined;
  /** Reads the object as fast as `paced` lets it, for its SHA-256; without it the size alone is compared. */
  paced?: ((bytes: number) => Promise<void> | void) | undefined;
}

/**
 * Compares the object of a recording with its row.
 * @throws ArgusError when the store does not answer: that says nothing about the object.
 */
export async function checkObject(
  objects: Pick<ObjectStore, 'stat' | 'getRange'>,
  file: CheckedFile,
  { listedSize, paced }: CheckOptions,
): Promise<ObjectFinding> {
  const key = fileObjectKey(file.batch_id, file.id);
  const size = listedSize ?? (await objects.stat(key))?.size;
  if (size === undefined) return { outcome: 'lost' };
  if (size !== file.size) return { outcome: 'changed', size, sha256: null };
  // An empty object has no range, and one content alone.
  if (!paced || size === 0) return { outcome: 'sound' };
  const hash = createHash('sha256');
  try {
    for await (const chunk of await objects.getRange(key, 0, size - 1)) {
      hash.update(chunk as Buffer);
      await paced((chunk as Buffer).length);
    }
  } catch (error) {
    if (error instanceof ArgusError && error.code === 'not_found') return { outcome: 'lost' };
    throw error;
  }
  const sha256 = hash.digest('hex');
  return sha256 === file.sha256 ? { outcome: 'sound' } : { outcome: 'changed', size, sha256 };
}
