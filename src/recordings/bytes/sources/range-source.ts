import type { ByteSource, OpenSource } from '../byte-source.ts';

/** The bytes from `start` to `end` of a source, as a source of their own. */
export function rangeSource(source: ByteSource, start: number, end: number): ByteSource {
  const size = Math.max(0, end - start);
  const { open } = source;
  return {
    size,
    ...(open && { open: () => rangeOpen(open(), start, size) }),
    async *stream(offset = 0) {
      let left = size - offset;
      if (left <= 0) return;
      for await (const chunk of source.stream(start + offset)) {
        yield chunk.byteLength <= left ? chunk : chunk.subarray(0, left);
        left -= chunk.byteLength;
        if (left <= 0) return;
      }
    },
  };
}

function rangeOpen(source: OpenSource, start: number, size: number): OpenSource {
  return {
    read(target, offset) {
      const length = Math.min(target.byteLength, size - offset);
      return length <= 0 ? 0 : source.read(target.subarray(0, length), start + offset);
    },
    close: () => source.close(),
  };
}
