import type { ByteSource } from './byte-source.ts';
import type { CanDatabase } from './dbc/can-database.ts';
import { dependsOnDatabases, versionWith } from './dbc/database-version.ts';
import { describeUnknown, detectFormat } from './detect.ts';
import { emptySummary } from './empty-summary.ts';
import type { FileSummary, RecordingFormat } from './file-summary.ts';
import { defaultLimits, type ParseLimits } from './limits.ts';
import type { ReadOptions } from './read-options.ts';
import { detectionBytes } from './recording-reader.ts';
import { peekSource } from './sources/peeked-source.ts';

export interface SummariseOptions {
  signal?: AbortSignal | undefined;
  limits?: Partial<ParseLimits>;
  /** Told as soon as the format is known, so that a file that ends its reader can still be named. */
  onFormat?: (format: RecordingFormat) => void;
  /** DBC files opened with `openDatabase`: CAN frames become named signals. Where several define one, the first holds. */
  databases?: readonly CanDatabase[];
}

/**
 * Summarises one recording from its bytes in order, in bounded memory. Whatever the bytes contain becomes a verdict;
 * only failures of the source (`SourceError`) and an abort of `signal` throw.
 */
export async function summariseFile(
  source: ByteSource,
  options: SummariseOptions = {},
): Promise<FileSummary> {
  if (source.size === 0) return emptySummary(0, { code: 'empty', message: 'The file is empty.' });
  const peeked = await peekSource(source, detectionBytes);
  const detection = detectFormat(peeked.head);
  if (!detection.reader) {
    await peeked.close();
    return emptySummary(source.size, { code: 'unknown_format', message: describeUnknown(detection) });
  }
  options.onFormat?.(detection.reader.format);
  const { signal, databases } = options;
  const read: ReadOptions = { limits: { ...defaultLimits, ...options.limits }, signal, databases };
  const summary = await detection.reader.read(peeked.source, read);
  if (!databases || !dependsOnDatabases(summary)) return summary;
  return { ...summary, parser_version: versionWith(databases) };
}
