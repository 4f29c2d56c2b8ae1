import type { BatchFile } from './batch.ts';

/** One file as its sender knows it. */
export interface ManifestFile {
  /** As it is listed. */
  path: string;
  /** bytes */
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

export type StoredFile = Pick<BatchFile, 'id' | 'name' | 'size' | 'sha256'>;

/** Where a manifest and the stored files part; each list has at most `mostListed` files, `counts` tells all. */
export interface ManifestMismatch {
  counts: { missing: number; different: number; superfluous: number };
  missing: ManifestFile[];
  /** Stored under this path with other content. */
  different: (ManifestFile & { file_id: string; stored_size: number; stored_sha256: string })[];
  /** Stored, and not in the manifest. */
  superfluous: (ManifestFile & { file_id: string })[];
}

/** Enough to mend most of it, and a few hundred kilobytes at worst: a repeat lists the next. */
const mostListed = 200;

/**
 * Compares what was to be sent with what is stored. A path of the manifest is met by any stored file of that path, size and
 * digest; the same content twice under one path is one file. Undefined when nothing is missing and nothing too much.
 */
export function compareManifest(
  manifest: readonly ManifestFile[],
  stored: readonly StoredFile[],
): ManifestMismatch | undefined {
  const wanted = new Map(manifest.map((file) => [file.path, file]));
  const met = new Set(stored.filter((file) => isMetBy(wanted.get(file.name), file)).map(({ name }) => name));
  const missing = new Map([...wanted].filter(([path]) => !met.has(path)));
  const different: ManifestMismatch['different'] = [];
  const superfluous: ManifestMismatch['superfluous'] = [];
  for (const file of stored) {
    const { id: file_id, name: path, size, sha256 } = file;
    const asked = wanted.get(path);
    if (isMetBy(asked, file)) continue;
    if (asked && missing.delete(path)) {
      different.push({ ...asked, file_id, stored_size: size, stored_sha256: sha256 });
    } else superfluous.push({ path, size, sha256, file_id });
  }
  const counts = { missing: missing.size, different: different.length, superfluous: superfluous.length };
  if (counts.missing + counts.different + counts.superfluous === 0) return undefined;
  return {
    counts,
    missing: [...missing.values()].slice(0, mostListed),
    different: different.slice(0, mostListed),
    superfluous: superfluous.slice(0, mostListed),
  };
}

function isMetBy(asked: ManifestFile | undefined, { size, sha256 }: StoredFile): boolean {
  return asked !== undefined && asked.size === size && asked.sha256 === sha256;
}
