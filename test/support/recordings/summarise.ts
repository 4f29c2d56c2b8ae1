import { type ByteSource, bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import type { ParseLimits } from '../../../src/recordings/limits.ts';
import { summariseFile } from '../../../src/recordings/summarise-file.ts';
import type { FileSummary } from '../../../src/recordings/summary/file-summary.ts';

export function summarise(bytes: Uint8Array, limits: Partial<ParseLimits> = {}): Promise<FileSummary> {
  return summariseFile(bufferSource(bytes), { limits });
}

/** The bytes in pieces of `size`, as received from a network. */
export function sourceInPieces(bytes: Uint8Array, size: number): ByteSource {
  return {
    size: bytes.byteLength,
    async *stream(offset = 0) {
      for (let at = offset; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

export function summariseInPieces(bytes: Uint8Array, size: number): Promise<FileSummary> {
  return summariseFile(sourceInPieces(bytes, size));
}

export function countsByTopic(summary: FileSummary): Record<string, number> {
  return Object.fromEntries(summary.topics.map(({ name, message_count }) => [name, message_count]));
}
