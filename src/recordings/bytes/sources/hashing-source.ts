import { createHash } from 'node:crypto';
import type { ByteSource } from '../byte-source.ts';

/** A source that computes the SHA-256 of its bytes as they pass, whether in one reading or several in order. */
export function hashingSource(source: ByteSource): ByteSource & { sha256(): Promise<string> } {
  const hash = createHash('sha256');
  let hashed = 0;
  let ended = false;
  return {
    size: source.size,
    ...(source.sizeIsBound && { sizeIsBound: true }),
    async *stream(offset = 0) {
      let at = offset;
      for await (const chunk of source.stream(offset)) {
        const end = at + chunk.byteLength;
        if (at <= hashed && end > hashed) {
          hash.update(chunk.subarray(hashed - at));
          hashed = end;
        }
        at = end;
        yield chunk;
      }
      ended ||= at === hashed;
    },
    /** Lower-case hexadecimal; reads what the reader left unread. */
    async sha256() {
      if (hashed < source.size && !ended) {
        for await (const chunk of source.stream(hashed)) {
          hash.update(chunk);
          hashed += chunk.byteLength;
        }
      }
      return hash.digest('hex');
    },
  };
}
