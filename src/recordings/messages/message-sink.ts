import type { Severity } from '../../domain/severity.ts';
import type { FieldPlace } from './field-place.ts';
import type { MeasurementSink } from './measurement-sink.ts';

/** A decoded message: numbers, bigints, booleans, texts, arrays and typed arrays of them, and messages inside it. */
export type Fields = Record<string, unknown>;

/** How the messages of a channel are defined, as its container stores it. */
export interface ChannelSchema {
  name: string;
  /** `ros1msg`, `ros2msg`, `ros2idl`, `omgidl`, `protobuf`, `flatbuffer`, `jsonschema`, or empty. */
  encoding: string;
  /** Empty if the container has no definition, or one that is too large to be kept. */
  data: Uint8Array;
}

/** What is known about a field beforehand. A field that is not listed may occur all the same. */
export interface ChannelField {
  /** Its name in `Fields`; of a field inside another message with dots and brackets: `esc[0].esc_rpm`. */
  name: string;
  /** Of the format, e.g. `float`, `uint8_t[4]`; absent if it has none. */
  type?: string | undefined;
  unit?: string | undefined;
  /** Names of values, by the number that `Fields` has. */
  labels?: ReadonlyMap<number, string> | undefined;
}

/** The identifier whose frames are the messages of a channel. */
export interface ChannelFrame {
  bus: string;
  kind: 'can' | 'lin';
  /** 11 or 29 bits, 6 for LIN. */
  id: number;
  extended: boolean;
}

/** A stream of messages of one kind. Its name, type and encoding are those of the topic in the summary. */
export interface MessageChannel {
  topic: string;
  type: string;
  /** `cdr`, `ros1`, `json`, `protobuf`, `can`, `lin`, `ulog` and so on. */
  encoding: string;
  schema?: ChannelSchema | undefined;
  fields?: (() => readonly ChannelField[]) | undefined;
  frame?: ChannelFrame | undefined;
  /** Its messages are inside messages of another channel, which are handed over too: CAN frames of a ROS topic. */
  within?: string | undefined;
}

export interface ChannelSink {
  /** If `fields` may hand values over here instead, in the order of the fields; it returns no fields then. */
  place?: FieldPlace | undefined;
  /**
   * @param timeNs nanoseconds on the recording's own clock (`span.clock` of its summary).
   * @param offset byte offset in the recording of the record, or of the compressed chunk that contains it.
   * @param data the message as stored, valid only during the call; undefined if the format stores fields, and if the
   *   message is not whole or larger than `ParseLimits` allow to decode.
   * @param fields decodes the message, only during the call; undefined if it has no definition, or cannot be decoded.
   * @param flags of a CAN frame, see `frameFlags`; otherwise 0.
   */
  message(
    timeNs: bigint,
    offset: number,
    data: Uint8Array | undefined,
    fields: () => Fields | undefined,
    flags: number,
  ): void;
}

/** A line that the recording contains as text with a severity, whatever it is stored in. */
export interface LoggedLine {
  severity: Severity;
  /** Node, module or process that wrote it. */
  source: string;
  text: string;
  topic: string;
}

/** A topic as a ROS 2 bag in SQLite lists it; texts that it does not have are empty. */
export interface BagTopic {
  name: string;
  type: string;
  serializationFormat: string;
  /** YAML, from version 2 of the schema on. */
  offeredQosProfiles: string;
  /** From version 4 on, as is the definition of its messages. */
  typeDescriptionHash: string;
  definition: { encoding: string; text: string; typeDescriptionHash: string } | undefined;
}

/**
 * Receives every message of a recording while it is summarised. Messages come in the order of the file, which need not
 * be that of their times.
 */
export interface MessageSink {
  /** Called before the first message; undefined if nobody wants them: then nothing is prepared for them. */
  channel(channel: MessageChannel): ChannelSink | undefined;
  /** Lines of level `info` and above. */
  log?(line: LoggedLine, timeNs: bigint, offset: number | undefined): void;
  /**
   * A valid record as it is stored, with its header, valid only during the call: of ULog every record, first the head of the file; of
   * MCAP header, schemas, channels, messages, attachments and metadata that are small enough to be held, those of chunks unpacked.
   */
  record?(bytes: Uint8Array): void;
  /** A ROS 2 bag in SQLite lists this topic, which may have no messages. After a restart those found late are not repeated. */
  bagTopic?(topic: BagTopic): void;
  /** Receives an MDF 4 file as it is stored. */
  measurement?: MeasurementSink;
  /** The recording is read again from its beginning, since definitions came after their messages: everything so far is void. */
  restart?(): void;
  /** The recording `name` of an archive begins; what follows belongs to it. */
  member?(name: string): void;
}
