import type { ByteSource } from './bytes/byte-source.ts';
import { openRecording } from './bytes/unpack/open-recording.ts';
import { detectFormat } from './formats/detect.ts';
import type { RecordingReader } from './formats/recording-reader.ts';
import { defaultLimits } from './limits.ts';
import type { CanDatabase } from './meaning/dbc/can-database.ts';
import type { MessageSink } from './messages/message-sink.ts';
import { summariseFile } from './summarise-file.ts';

export interface HandOverFileOptions {
  messages: MessageSink;
  /** Topics that are wanted; all if undefined. The sink has to decline the channels of others. */
  topics?: readonly string[] | undefined;
  databases?: readonly CanDatabase[];
  signal?: AbortSignal | undefined;
}

/**
 * Hands over the messages of a recording: of an MCAP with an index only the chunks with the wanted topics are read, of
 * any other all bytes in order. Throws `SourceError`, and the reason of an aborted `signal`.
 */
export async function handOverFile(source: ByteSource, options: HandOverFileOptions): Promise<void> {
  const { messages, topics, databases = [], signal } = options;
  const reader = topics && (await indexedReader(source, signal));
  if (reader?.handOver) {
    const wanted = { messages, topics: new Set(topics), limits: defaultLimits, signal };
    if (await reader.handOver(source, wanted)) return;
    messages.restart?.();
  }
  await summariseFile(source, { messages, databases, signal });
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
