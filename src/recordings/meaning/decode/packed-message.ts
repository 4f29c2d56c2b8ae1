import { zstdDecompressSync } from 'node:zlib';
import { decompressLz4 } from '../../bytes/unpack/lz4.ts';
import type { CodeSighting } from '../../summary/code-collector.ts';

/** As little-endian numbers: RFC 8878, 3.1.1; LZ4 Frame Format, "General structure". */
const zstdMagic = 0xfd2fb528;
const lz4Magic = 0x184d2204;

/**
 * Whether the message at `at` was compressed individually, as rosbag2's compression mode MESSAGE does in every
 * storage. Only for CDR, which begins with 0 and a small number (DDS-XTypes 1.3, 7.6.2.1.2).
 */
export function isPackedMessage(view: DataView, at: number, size: number): boolean {
  if (size < 4) return false;
  const magic = view.getUint32(at, true);
  return magic === zstdMagic || magic === lz4Magic;
}

/** Undefined if it is damaged, or decompresses to more than `maxBytes`. */
export function unpackMessage(bytes: Uint8Array, maxBytes: number): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) === lz4Magic) {
    const unpacked = decompressLz4(bytes, maxBytes);
    return unpacked.complete ? unpacked.bytes : undefined;
  }
  try {
    return zstdDecompressSync(bytes, { maxOutputLength: maxBytes });
  } catch {
    // Whatever is wrong with it, the caller reports the message.
    return undefined;
  }
}

export function unpackFailure(topic: string, packedBytes: number, maxBytes: number): CodeSighting {
  const message = `A message of ${packedBytes} bytes on ${topic} cannot be unpacked: it is damaged, or unpacks to more than ${maxBytes} bytes.`;
  return { code: `${topic}: message cannot be unpacked`, source: 'decoder', severity: 'warning', message };
}
