import type { ByteSource, OpenSource } from '../byte-source.ts';

/** A source that reports how many bytes each reading fetched; a source that can be opened synchronously still can. */
export function countingSource(source: ByteSource, onBytes: (count: number) => void): ByteSource {
  const { size, open } = source;
  return {
    size,
    ...(open && { open: () => countingOpen(open(), onBytes) }),
    async *stream(offset) {
      for await (const chunk of source.stream(offset)) {
        onBytes(chunk.byteLength);
        yield chunk;
      }
    },
  };
}

function countingOpen(source: OpenSource, onBytes: (count: number) => void): OpenSource {
  return {
    read(target, offset) {
      const count = source.read(target, offset);
      onBytes(count);
      return count;
    },
    close: () => source.close(),
  };
}
