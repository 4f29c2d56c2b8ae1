import type { ByteSource } from '../byte-source.ts';

/**
 * Reads the first bytes of a source without fetching them twice: the returned source's first reading from byte 0
 * continues where the peek ended.
 */
export async function peekSource(
  source: ByteSource,
  count: number,
): Promise<{ head: Uint8Array; source: ByteSource; close(): Promise<void> }> {
  if (source.open) {
    const open = source.open();
    try {
      const head = new Uint8Array(count);
      return { head: head.subarray(0, open.read(head, 0)), source, close: async () => undefined };
    } finally {
      open.close();
    }
  }
  const chunks = source.stream()[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  while (length < count) {
    const { done, value } = await chunks.next();
    if (done) break;
    seen.push(value);
    length += value.byteLength;
  }
  let resumable = true;
  return {
    head: Buffer.concat(seen).subarray(0, count),
    source: {
      size: source.size,
      sizeIsBound: source.sizeIsBound ?? false,
      ...(source.take && { take: (offset) => source.take?.(offset) }),
      async *stream(offset = 0) {
        if (offset !== 0 || !resumable) {
          yield* source.stream(offset);
          return;
        }
        resumable = false;
        try {
          yield* seen.splice(0);
          yield* { [Symbol.asyncIterator]: () => chunks };
        } finally {
          await chunks.return?.();
        }
      },
    },
    async close() {
      await chunks.return?.();
    },
  };
}
