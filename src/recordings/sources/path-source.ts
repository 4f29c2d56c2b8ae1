import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ByteSource } from '../byte-source.ts';
import { SourceError } from './source-error.ts';

/** A local file. Throws `SourceError` (`object_missing` when there is none). */
export async function pathSource(path: string): Promise<ByteSource> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw asSourceError(cause);
  });
  return {
    size,
    async *stream(offset = 0) {
      try {
        // `end` is included; a file that grows meanwhile is read as far as it went when it was opened.
        if (offset < size)
          yield* createReadStream(path, { start: offset, end: size - 1, highWaterMark: 1 << 20 });
      } catch (cause) {
        throw asSourceError(cause);
      }
    },
  };
}

function asSourceError(cause: unknown): SourceError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return new SourceError(missing ? 'there is no such file' : 'the file cannot be read', {
    code: missing ? 'object_missing' : 'source_unavailable',
    cause,
  });
}
