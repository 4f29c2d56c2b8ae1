import type { ByteSource } from '../byte-source.ts';

/** A source that tells how many bytes each chunk brought in. */
export function countingSource(source: ByteSource, onBytes: (count: number) => void): ByteSource {
  return {
    size: source.size,
    async *stream(offset) {
      for await (const chunk of source.stream(offset)) {
        onBytes(chunk.byteLength);
        yield chunk;
      }
    },
  };
}
