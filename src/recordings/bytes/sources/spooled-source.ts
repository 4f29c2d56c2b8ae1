import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ByteSource } from '../byte-source.ts';
import { pathSource } from './path-source.ts';
import { SourceError } from './source-error.ts';

/**
 * A copy on disk, in a folder that nobody else can read, for readers that need the size or random access. Must be
 * closed. Throws `SourceError`, also if the copy cannot be written to disk.
 */
export async function spoolSource(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<{ source: ByteSource; path: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'argus-spool-'));
  const close = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'recording');
  try {
    await pipeline(source.stream(), createWriteStream(path, { mode: 0o600 }), {
      signal: signal as AbortSignal,
    });
    return { source: await pathSource(path), path, close };
  } catch (cause) {
    await close();
    if (cause instanceof SourceError || signal?.aborted) throw cause;
    throw new SourceError('the recording cannot be copied to disk to be read', { cause });
  }
}
