import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ByteSource, OpenSource } from '../byte-source.ts';
import { SourceError } from './source-error.ts';

/** A local file. Throws `SourceError` (`object_missing` if it does not exist). */
export async function pathSource(path: string): Promise<ByteSource> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw asSourceError(cause);
  });
  return {
    size,
    open: () => openPath(path, size),
    async *stream(offset = 0) {
      try {
        // `end` is inclusive; a file that grows meanwhile is read up to its size when it was opened.
        if (offset < size)
          yield* createReadStream(path, { start: offset, end: size - 1, highWaterMark: 1 << 20 });
      } catch (cause) {
        throw asSourceError(cause);
      }
    },
  };
}

function openPath(path: string, size: number): OpenSource {
  const file = wrapped(() => openSync(path, 'r'));
  let open = true;
  return {
    read: (target, offset) =>
      wrapped(() =>
        readSync(file, target, 0, Math.min(target.byteLength, Math.max(0, size - offset)), offset),
      ),
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
}

function wrapped<T>(act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw asSourceError(cause);
  }
}

function asSourceError(cause: unknown): SourceError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return new SourceError(missing ? 'there is no such file' : 'the file cannot be read', {
    code: missing ? 'object_missing' : 'source_unavailable',
    cause,
  });
}
