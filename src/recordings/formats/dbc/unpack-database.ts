import { bufferSource } from '../../bytes/byte-source.ts';
import { openRecording } from '../../bytes/unpack/open-recording.ts';
import { textEncodings } from '../../bytes/unpack/packings.ts';
import { databaseKind } from '../../meaning/databases/database-kind.ts';
import { dbcLimits } from '../../meaning/dbc/dbc-limits.ts';
import { detectsDbc } from './detects-dbc.ts';

/**
 * Bytes that contain the first block of a database in any compression: of zstd it has 128 KiB at most, and text compresses
 * well in the others.
 */
export const packedDetectionBytes = 1 << 18;

/** Whether a file is a CAN or LIN database, compressed or not, by its first `packedDetectionBytes`. */
export async function holdsDatabase(head: Uint8Array): Promise<boolean> {
  const opened = await openDatabase(head);
  await opened.close();
  return detectsDbc(opened.head) || databaseKind(opened.head) !== undefined;
}

/** The database in a file, decompressed; undefined if it is larger than `limit`, in bytes. */
export async function unpackDatabase(
  content: Uint8Array,
  limit: number = dbcLimits.bytes,
): Promise<Uint8Array | undefined> {
  const opened = await openDatabase(content);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of opened.source.stream()) {
    size += part.byteLength;
    if (size > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

/** Zeros in front are not passed over: a database has none, and a small packed file may hold millions of them. */
const openDatabase = (content: Uint8Array) => openRecording(bufferSource(content), undefined, textEncodings);
