import type { ByteSource } from './bytes/byte-source.ts';
import { openRecording } from './bytes/unpack/open-recording.ts';
import { archiveFormat } from './formats/archives/archives.ts';
import { describeUnknown, detectFormat } from './formats/detect.ts';
import { unknownFormat } from './summary/file-summary.ts';

export interface DetectedFormat {
  /** Name of the reader that recognised it, `zip` or `tar` for an archive of recordings, or `unknown`. */
  format: string;
  /**
   * How the recording is compressed, from the outermost layer inwards, such as `zstd`; empty if it is not compressed.
   */
  packedWith: string[];
  /** Why the format is `unknown`, in one sentence; absent otherwise. */
  reason?: string;
}

/**
 * Detects the format of a recording by its first bytes (4,096, decompressed), never by its name. Throws `SourceError`
 * if they cannot be read, and the reason of an aborted `signal`.
 */
export async function detectRecording(source: ByteSource, signal?: AbortSignal): Promise<DetectedFormat> {
  const opened = await openRecording(source, signal);
  await opened.close();
  const packedWith = opened.unpackings.map(({ name }) => name);
  const archive = archiveFormat(opened.head);
  if (archive) return { format: archive, packedWith };
  const detection = detectFormat(opened.head);
  if (detection.reader) return { format: detection.reader.format, packedWith };
  return { format: unknownFormat, packedWith, reason: describeUnknown(detection) };
}
