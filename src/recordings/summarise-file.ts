import type { AheadPiece } from './bytes/ahead/ahead-piece.ts';
import { AheadFailed, AheadSource } from './bytes/ahead/ahead-source.ts';
import type { ByteSource } from './bytes/byte-source.ts';
import { spoolSource } from './bytes/sources/spooled-source.ts';
import { type OpenedRecording, openRecording } from './bytes/unpack/open-recording.ts';
import { packedVerdict } from './bytes/unpack/packed-verdict.ts';
import { isPacked } from './bytes/unpack/packings.ts';
import type { Unpacking } from './bytes/unpack/unpacking-source.ts';
import { withZerosAtEnd } from './bytes/zeros-at-end.ts';
import { archiveFormat, archiveVerdict } from './formats/archives/archives.ts';
import { type Detection, describeUnknown, detectFormat } from './formats/detect.ts';
import type { RecordingReader } from './formats/recording-reader.ts';
import { defaultLimits, type ParseLimits } from './limits.ts';
import type { CanDatabase } from './meaning/dbc/can-database.ts';
import { versionWith } from './meaning/dbc/database-version.ts';
import type { MessageSink } from './messages/message-sink.ts';
import type { ReadOptions } from './read-options.ts';
import { archiveWithin, type SummariseMember, summariseArchive } from './summarise-archive.ts';
import { companionFormat } from './summary/companion.ts';
import { emptySummary } from './summary/empty-summary.ts';
import type { FileSummary } from './summary/file-summary.ts';
import { dependsOnDatabases } from './summary/summary-outcome.ts';

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
  /** What `unpackAhead` makes of the same bytes on another thread; of no use with `messages`. */
  ahead?: AsyncIterator<AheadPiece> | undefined;
  /** Receives every message beside the summary; without it, no message costs more. */
  messages?: MessageSink | undefined;
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
  if (options.ahead && !options.messages) {
    try {
      return await summarise(new AheadSource(source, options.ahead), [], options, true);
    } catch (error) {
      if (!(error instanceof AheadFailed)) throw error;
    }
  }
  return summarise(source, [], options, true);
}

/** `outer`: how the source is packed already. Archives are entered only if `entersArchives`. */
async function summarise(
  source: ByteSource,
  outer: readonly Unpacking[],
  options: SummariseOptions,
  entersArchives: boolean,
): Promise<FileSummary> {
  if (source.size === 0) return emptySummary(0, { code: 'empty', message: 'The file is empty.' });
  const opened = await openRecording(source, options.signal);
  const summary = withVersion(await summariseOpened(opened, options, entersArchives), options.databases);
  const packed_with = opened.unpackings.map(({ name }) => name);
  const unpackings = [...outer, ...opened.unpackings];
  if (unpackings.length === 0) return summary;
  const isRecording = summary.format !== companionFormat;
  const { message_count: messages } = summary;
  const verdict = packedVerdict(summary.verdict, unpackings, { messages, isRecording });
  return { ...summary, size_bytes: source.size, ...(packed_with.length > 0 && { packed_with }), verdict };
}

/** The result depends on the databases too. */
function withVersion(summary: FileSummary, databases: readonly CanDatabase[] | undefined): FileSummary {
  if (!databases || !dependsOnDatabases(summary)) return summary;
  return { ...summary, parser_version: versionWith(databases) };
}

async function summariseOpened(
  opened: OpenedRecording,
  options: SummariseOptions,
  entersArchives: boolean,
): Promise<FileSummary> {
  const { head, source, unpackings } = opened;
  // Before the readers: the text in a tar archive looks like a table.
  const archive = archiveFormat(head);
  if (archive && entersArchives) {
    options.onFormat?.(archive);
    return withSize(source, options.signal, (sized) => readArchive(archive, sized, options));
  }
  const detection: Detection = archive ? { reader: undefined } : detectFormat(head);
  if (detection.reader) {
    options.onFormat?.(detection.reader.format);
    const limits = { ...defaultLimits, ...options.limits };
    const { signal, databases, messages } = options;
    return readSized(detection.reader, source, { limits, signal, databases, messages });
  }
  await opened.close();
  if (head.byteLength === 0) return emptySummary(0, { code: 'empty', message: 'It unpacks to nothing.' });
  if (isPacked(head)) {
    const message = `It is compressed ${unpackings.length + 1} times over; decompress it and upload the recording itself.`;
    return emptySummary(0, { code: 'unknown_format', message });
  }
  const other = await archiveVerdict(head, source);
  if (other?.code === 'unknown_format' && !entersArchives)
    return emptySummary(source.size, other, archiveWithin);
  const unknown = {
    code: detection.other?.verdict ?? 'unknown_format',
    message: describeUnknown(detection),
  } as const;
  return emptySummary(source.size, other ?? unknown);
}

function readArchive(
  format: 'zip' | 'tar',
  source: ByteSource,
  options: SummariseOptions,
): Promise<FileSummary> {
  // A member reports its own format: that of the file is the archive.
  const { onFormat: _, ...inner } = options;
  const member: SummariseMember = (name, bytes, unpackings) => {
    options.messages?.member?.(name);
    return summarise(bytes, unpackings, inner, false);
  };
  return summariseArchive(format, source, member, options.signal);
}

async function readSized(
  reader: RecordingReader,
  source: ByteSource,
  options: ReadOptions,
): Promise<FileSummary> {
  const read = async (from: ByteSource) => {
    const summary = await reader.read(from, options);
    return { ...summary, verdict: await withZerosAtEnd(summary.verdict, from, summary.size_bytes) };
  };
  return reader.readsUnsized ? read(source) : withSize(source, options.signal, read);
}

/** Readers that need the exact size get a decompressed copy on disk. */
async function withSize(
  source: ByteSource,
  signal: AbortSignal | undefined,
  read: (source: ByteSource) => Promise<FileSummary>,
): Promise<FileSummary> {
  if (!source.sizeIsBound) return read(source);
  const spooled = await spoolSource(source, signal);
  try {
    return await read(spooled.source);
  } finally {
    await spooled.close();
  }
}
