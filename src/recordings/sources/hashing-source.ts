import { createHash } from 'node:crypto';
import type { ByteSource } from '../byte-source.ts';

/** A source that takes the SHA-256 of its bytes on the way, during the first reading from byte 0. */
export function hashingSource(source: ByteSource): ByteSource & { sha256(): Promise<string> } {
  const hash = createHash('sha256');
  let hashed = 0;
  return {
    size: source.size,
    async *stream(offset = 0) {
      let at = offset;
      for await (const chunk of source.stream(offset)) {
        if (at === hashed) {
          hash.update(chunk);
          hashed += chunk.byteLength;
        }
        at += chunk.byteLength;
        yield chunk;
      }
    },
    /** Lower-case hexadecimal; reads what the reader left unread. */
    async sha256() {
      if (hashed < source.size) {
        for await (const chunk of source.stream(hashed)) {
          hash.update(chunk);
          hashed += chunk.byteLength;
        }
      }
      return hash.digest('hex');
    },
  };
}
