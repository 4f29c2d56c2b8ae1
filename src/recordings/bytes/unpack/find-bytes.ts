import type { ByteReader } from '../byte-reader.ts';

const step = 1 << 16;

/** Moves the reader to the next occurrence of `pattern`; false if the file ends first. */
export async function findBytes(reader: ByteReader, pattern: Uint8Array): Promise<boolean> {
  while (await reader.fill(pattern.byteLength)) {
    await reader.fill(Math.min(reader.remaining, step));
    const window = reader.slice(0, reader.available);
    const at = Buffer.from(window.buffer, window.byteOffset, window.byteLength).indexOf(pattern);
    if (at >= 0) {
      reader.advance(at);
      return true;
    }
    reader.advance(reader.available - pattern.byteLength + 1);
  }
  reader.advance(reader.available);
  return false;
}
