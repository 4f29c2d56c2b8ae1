import type { ByteSource } from './bytes/byte-source.ts';
import { openRecording } from './bytes/unpack/open-recording.ts';
import { detectFormat } from './formats/detect.ts';
import type { RecordingReader } from './formats/recording-reader.ts';
import { defaultLimits, type ParseLimits } from './limits.ts';
import type { CanDatabase } from './meaning/dbc/can-database.ts';
import type { MessageSink } from './messages/message-sink.ts';
import { summariseFile } from './summarise-file.ts';
import type { FileSummary } from './summary/file-summary.ts';

export interface HandOverFileOptions {
  messages: MessageSink;
  /** Topics that are wanted; all if undefined. The sink has to decline the channels of others. */
  topics?: readonly string[] | undefined;
  /** Nanoseconds on the recording's clock, both ends included. The sink has to decline messages outside. */
  window?: { fromNs: bigint; toNs: bigint } | undefined;
  databases?: readonly CanDatabase[] | undefined;
  /** By default every message is handed over that fits into a record. */
  limits?: Partial<ParseLimits> | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Hands over the messages of a recording: of an MCAP with an index only the chunks with the wanted topics are read, of
 * any other all bytes in order. Resolves to the summary of what was read as a whole. Throws `SourceError`, and the reason of an aborted `signal`.
 */
export async function handOverFile(
  source: ByteSource,
  options: HandOverFileOptions,
): Promise<FileSummary | undefined> {
  const { messages, topics, window, databases = [], signal } = options;
  const limits = { ...defaultLimits, maxDecodedBytes: defaultLimits.maxRecordBytes, ...options.limits };
  const reader = topics || window ? await indexedReader(source, signal) : undefined;
  if (reader?.handOver) {
    const wanted = {
      messages,
      topics: topics && new Set(topics),
      window,
      databases,
      limits,
      signal,
    };
    if (await reader.handOver(source, wanted)) return undefined;
    messages.restart?.();
  }
  return summariseFile(source, { messages, databases, signal, limits });
}

/** The reader of a recording that is not compressed as a whole. */
async function indexedReader(
  source: ByteSource,
  signal: AbortSignal | undefined,
): Promise<RecordingReader | undefined> {
  if (source.size === 0) return undefined;
  const opened = await openRecording(source, signal);
  await opened.close();
  return opened.unpackings.length === 0 ? detectFormat(opened.head).reader : undefined;
}
