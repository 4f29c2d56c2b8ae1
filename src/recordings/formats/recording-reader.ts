import type { ByteSource } from '../bytes/byte-source.ts';
import type { ReadOptions } from '../read-options.ts';
import type { FileSummary, RecordingFormat } from '../summary/file-summary.ts';

/** What a format's folder exports: how to tell the format, and how to read it. */
export interface RecordingReader {
  format: Exclude<RecordingFormat, 'unknown'>;
  /** By the first `detectionBytes` of the file (fewer when it is shorter); never throws. */
  detects(head: Uint8Array): boolean;
  /**
   * Whether it reads a source whose size is only a bound (`ByteSource.sizeIsBound`); the others get a packed recording
   * unpacked on disk.
   */
  readsUnsized?: boolean;
  /**
   * Summarises the recording from its bytes in order, in bounded memory. Whatever the bytes contain becomes a verdict;
   * only `SourceError` and an abort of `options.signal` are thrown.
   */
  read(source: ByteSource, options: ReadOptions): Promise<FileSummary>;
}

/** How many bytes from the start tell the format. */
export const detectionBytes = 4096;

export function startsWith(head: Uint8Array, magic: ArrayLike<number> | string): boolean {
  const bytes = typeof magic === 'string' ? Buffer.from(magic, 'latin1') : magic;
  for (let i = 0; i < bytes.length; i += 1) if (head[i] !== bytes[i]) return false;
  return true;
}
