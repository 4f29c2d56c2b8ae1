import type { McapOutput } from '../convert/mcap/mcap-writer.ts';
import type { MessageSink } from '../messages/message-sink.ts';

export interface RepairOutput extends McapOutput {
  /** Overwrites bytes that were written before. */
  rewrite(bytes: Uint8Array, at: number): void;
}

/** Writes a recording in one format. */
export interface RecordingRepair {
  sink: MessageSink;
  /** Must be called once, after the last message. */
  end(): {
    messages: number;
    /** Messages that were read but not written. */
    leftOut: number;
    /** Files inside that were written; undefined: all. */
    attachments: number | undefined;
  };
}
