import type { ByteSource } from './bytes/byte-source.ts';
import { spoolSource } from './bytes/sources/spooled-source.ts';
import { type OpenedRecording, openRecording } from './bytes/unpack/open-recording.ts';
import { packedVerdict } from './bytes/unpack/packed-verdict.ts';
import { isPacked } from './bytes/unpack/packings.ts';
import { archiveVerdict } from './formats/archives/archives.ts';
import { describeUnknown, detectFormat } from './formats/detect.ts';
import type { RecordingReader } from './formats/recording-reader.ts';
import { defaultLimits, type ParseLimits } from './limits.ts';
import type { CanDatabase } from './meaning/dbc/can-database.ts';
import { dependsOnDatabases, versionWith } from './meaning/dbc/database-version.ts';
import type { ReadOptions } from './read-options.ts';
import { emptySummary } from './summary/empty-summary.ts';
import type { FileSummary } from './summary/file-summary.ts';

export interface SummariseOptions {
  signal?: AbortSignal | undefined;
  limits?: Partial<ParseLimits>;
  /** Called as soon as the format is known, so that it can be reported even if the file crashes its reader. */
  onFormat?: (format: string) => void;
  /**
   * Databases opened with `openDatabase`: frames of CAN and LIN become named signals. If several define an identifier, the first
   * applies.
   */
  databases?: readonly CanDatabase[];
}

/**
 * Summarises one recording from its bytes in order, in bounded memory; a compressed one is decompressed while it is
 * read. Whatever the bytes contain becomes a verdict; only failures of the source (`SourceError`) and an abort of
 * `signal` throw.
 */
export async function summariseFile(
  source: ByteSource,
  options: SummariseOptions = {},
): Promise<FileSummary> {
  if (source.size === 0) return emptySummary(0, { code: 'empty', message: 'The file is empty.' });
  const opened = await openRecording(source, options.signal);
  const summary = withVersion(await summariseOpened(opened, options), options.databases);
  if (opened.unpackings.length === 0) return summary;
  const verdict = packedVerdict(summary.verdict, opened.unpackings, summary.message_count);
  const packed_with = opened.unpackings.map(({ name }) => name);
  return { ...summary, size_bytes: source.size, packed_with, verdict };
}

/** The result depends on the databases too. */
function withVersion(summary: FileSummary, databases: readonly CanDatabase[] | undefined): FileSummary {
  if (!databases || !dependsOnDatabases(summary)) return summary;
  return { ...summary, parser_version: versionWith(databases) };
}

async function summariseOpened(opened: OpenedRecording, options: SummariseOptions): Promise<FileSummary> {
  const { head, source, unpackings } = opened;
  const detection = detectFormat(head);
  if (detection.reader) {
    options.onFormat?.(detection.reader.format);
    const limits = { ...defaultLimits, ...options.limits };
    const { signal, databases } = options;
    return readSized(detection.reader, source, { limits, signal, databases });
  }
  await opened.close();
  if (head.byteLength === 0) return emptySummary(0, { code: 'empty', message: 'It unpacks to nothing.' });
  if (isPacked(head)) {
    const message = `It is compressed ${unpackings.length + 1} times over; decompress it and upload the recording itself.`;
    return emptySummary(0, { code: 'unknown_format', message });
  }
  const archive = await archiveVerdict(head, source);
  const unknown = {
    code: detection.other?.verdict ?? 'unknown_format',
    message: describeUnknown(detection),
  } as const;
  return emptySummary(source.size, archive ?? unknown);
}

/** Readers that need the exact size get a decompressed copy on disk. */
async function readSized(
  reader: RecordingReader,
  source: ByteSource,
  options: ReadOptions,
): Promise<FileSummary> {
  if (!source.sizeIsBound || reader.readsUnsized) return reader.read(source, options);
  const spooled = await spoolSource(source, options.signal);
  try {
    return await reader.read(spooled.source, options);
  } finally {
    await spooled.close();
  }
}
