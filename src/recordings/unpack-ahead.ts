import type { AheadPiece } from './bytes/ahead/ahead-piece.ts';
import type { ByteSource } from './bytes/byte-source.ts';
import { openRecording } from './bytes/unpack/open-recording.ts';
import { detectFormat } from './formats/detect.ts';
import { defaultLimits } from './limits.ts';

/**
 * The pieces of a recording for `summariseFile` on another thread (`ahead`), with what can be unpacked without its
 * context; undefined where that gains nothing, as with most formats, or the recording is incomplete. Throws
 * `SourceError`, and the reason of an aborted `signal`.
 */
export async function unpackAhead(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<AsyncIterable<AheadPiece> | undefined> {
  if (source.size === 0) return undefined;
  const opened = await openRecording(source, signal);
  await opened.close();
  if (opened.unpackings.length > 0) return undefined;
  return detectFormat(opened.head).reader?.unpackAhead?.(source, { limits: defaultLimits, signal });
}
