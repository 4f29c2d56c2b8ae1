import { z } from 'zod';
import { ArgusError } from '../../domain/error.ts';
import type { ManifestFile } from '../../domain/manifest.ts';
import { shownName } from '../http/shown-name.ts';
import { sentByteCount } from '../http/text-schema.ts';

/** As many as a batch is designed for. */
const mostFiles = 100_000;
/** So many files with paths of 60 characters. */
export const manifestBytes = 16 * 1024 * 1024;

const manifestFile = z.strictObject({
  path: z.string().min(1).max(2_048).describe('As it was sent in `filename`'),
  size: sentByteCount,
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')
    .describe('Of the whole file'),
});

/** An empty body means no manifest. */
export const completeBody = z
  .strictObject({
    files: z
      .array(manifestFile)
      .min(1)
      .max(mostFiles)
      .describe('Every file of the batch: exactly these have to be stored'),
  })
  .optional();

/**
 * The files of a manifest under the names by which they are listed.
 * @throws ArgusError `validation` for a path that no file can have, or that two have.
 */
export function manifestFiles(body: z.infer<typeof completeBody>): ManifestFile[] | undefined {
  if (!body) return undefined;
  const seen = new Map<string, number>();
  return body.files.map(({ path, size, sha256 }, index) => {
    const name = listedName(path, index);
    const before = seen.get(name);
    if (before !== undefined) throw invalid(index, `names the same file as files.${before}.path`);
    seen.set(name, index);
    return { path: name, size, sha256: sha256.toLowerCase() };
  });
}

function listedName(path: string, index: number): string {
  try {
    return shownName(path);
  } catch (error) {
    if (!(error instanceof ArgusError)) throw error;
    throw invalid(index, error.message.replace(/^filename /, '').replace(/\.$/, ''));
  }
}

function invalid(index: number, why: string): ArgusError {
  const field = `files.${index}.path`;
  return new ArgusError('validation', `${field} ${why}.`, { details: { field } });
}
