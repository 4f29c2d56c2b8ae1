import type { McapOutput } from '../convert/mcap/mcap-writer.ts';
import type { MessageSink } from '../messages/message-sink.ts';
import type { FileSummary } from '../summary/file-summary.ts';

export interface RepairOutput extends McapOutput {
  /** The file, for formats that a library writes. */
  readonly path: string;
  /** Overwrites bytes that were written before. */
  rewrite(bytes: Uint8Array, at: number): void;
}

export interface RepairEnd {
  messages: number;
  /** Messages that were read but not written. */
  leftOut: number;
  /** Files inside that were written; undefined: all. */
  attachments: number | undefined;
}

/** Writes a recording in one format. */
export interface RecordingRepair {
  sink: MessageSink;
  /** Must be called once, after the last message, with the summary of what was read. */
  end(summary: FileSummary): RepairEnd | Promise<RepairEnd>;
  /** Frees what is held, whether or not it was ended. */
  close?(): void;
}
