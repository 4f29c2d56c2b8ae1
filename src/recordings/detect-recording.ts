import type { ByteSource } from './bytes/byte-source.ts';
import { openRecording } from './bytes/unpack/open-recording.ts';
import { describeUnknown, detectFormat } from './formats/detect.ts';
import { unknownFormat } from './summary/file-summary.ts';

export interface DetectedFormat {
  /** Name of the reader that recognised it, or `unknown`. */
  format: string;
  /** What the recording is packed in, from the outermost in, such as `zstd`; empty when it is not packed. */
  packedWith: string[];
  /** Why the format is `unknown`, in one sentence; absent otherwise. */
  reason?: string;
}

/**
 * Detects the format of a recording by its first bytes (4,096, unpacked), never by its name. Throws `SourceError` when
 * they cannot be read, and the reason of an aborted `signal`.
 */
export async function detectRecording(source: ByteSource, signal?: AbortSignal): Promise<DetectedFormat> {
  const opened = await openRecording(source, signal);
  await opened.close();
  const packedWith = opened.unpackings.map(({ name }) => name);
  const detection = detectFormat(opened.head);
  if (detection.reader) return { format: detection.reader.format, packedWith };
  return { format: unknownFormat, packedWith, reason: describeUnknown(detection) };
}
