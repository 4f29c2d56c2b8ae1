import type { McapOutput } from '../../../src/recordings/convert/mcap/mcap-writer.ts';

/** Keeps what is written. */
export function memoryOutput(): McapOutput & { bytes(): Uint8Array<ArrayBuffer> } {
  let parts: Uint8Array[] = [];
  const bytes = () => Uint8Array.from(Buffer.concat(parts));
  return {
    write: (part) => {
      parts.push(Uint8Array.from(part));
    },
    truncate: (size) => {
      parts = [bytes().subarray(0, size)];
    },
    bytes,
  };
}
