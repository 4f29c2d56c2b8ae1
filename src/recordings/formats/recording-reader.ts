import type { AheadPiece } from '../bytes/ahead/ahead-piece.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { MessageSink } from '../messages/message-sink.ts';
import type { ReadOptions } from '../read-options.ts';
import type { FileSummary } from '../summary/file-summary.ts';

/** What is wanted of a recording. */
export interface TopicOptions extends Pick<ReadOptions, 'limits' | 'signal' | 'databases'> {
  messages: MessageSink;
  /** All if undefined. */
  topics?: ReadonlySet<string> | undefined;
  /** Nanoseconds on the recording's clock, both ends included; messages outside may be handed over as well. */
  window?: { fromNs: bigint; toNs: bigint } | undefined;
}

/** What a format's folder exports: how the format is recognised, and how it is read. */
export interface RecordingReader {
  /**
   * The format's name in summaries, the database and reports. It is defined only here: no code decides by a format's
   * name, so it needs no union of all names, which would make `summary` depend on `formats`.
   */
  format: string;
  /** By the first `detectionBytes` of the file (fewer when it is shorter); never throws. */
  detects(head: Uint8Array): boolean;
  /**
   * Whether it reads a source whose size is only a bound (`ByteSource.sizeIsBound`); for the others a compressed
   * recording is decompressed to disk.
   */
  readsUnsized?: boolean;
  /**
   * Loads its own code when it is called: detection must not wait for the code of all formats. Summarises the
   * recording from its bytes in order, in bounded memory. Whatever the bytes contain becomes a verdict; only
   * `SourceError` and an abort of `options.signal` are thrown.
   */
  read(source: ByteSource, options: ReadOptions): Promise<FileSummary>;
  /**
   * On another thread than `read`, which gets an `AheadSource` of it: the pieces of the recording with the records that
   * can be unpacked without their context. Undefined where that gains nothing, or the recording is incomplete. Throws
   * `SourceError`.
   */
  unpackAhead?(
    source: ByteSource,
    options: Pick<ReadOptions, 'limits' | 'signal'>,
  ): Promise<AsyncIterable<AheadPiece> | undefined>;
  /**
   * Hands over the messages of some topics, or of a time, without reading all others, by an index that the recording has. False if that
   * is not possible; then what was handed over so far is void.
   */
  handOver?(source: ByteSource, options: TopicOptions): Promise<boolean>;
}
