import type { ChannelField, Fields } from '../../messages/message-sink.ts';
import type { CounterSummary } from '../../summary/file-summary.ts';
import type { FrameHandler } from './can-frame.ts';

/** A database's definition of one identifier. */
export interface NamedSignals {
  /** The message's name. */
  message: string;
  /** Bytes of the message, as defined; 0 if its frames have any length. */
  length: number;
  /** Reads a frame that contains the whole message, or the payload that J1939 transport has reassembled. */
  handler: FrameHandler | undefined;
  /** Reads the payload that ISO-TP has reassembled. */
  isoTpHandler: FrameHandler | undefined;
  /** Follows the counter of a message that is protected from end to end. */
  counter?: { handler: FrameHandler; summary(): CounterSummary | undefined } | undefined;
  /** All signals of the message, for those who want them by name. */
  signals(): SignalFields;
}

export interface SignalFields {
  fields: readonly ChannelField[];
  /** The physical values of the signals in a payload. */
  read(data: Uint8Array): Fields;
}

/** The identifier whose frames are read. */
export interface SignalTopic {
  bus: string;
  /** 11 or 29 bits. */
  id: number;
  topic: string;
}

/** The same for a frame of LIN, whose identifier has 6 bits. */
export type LinNamer = (
  topic: SignalTopic,
) => Pick<NamedSignals, 'message' | 'handler' | 'signals'> | undefined;

/** Names for both kinds of buses. */
export interface FrameNamers {
  can: SignalNamer;
  lin: LinNamer;
}

/** Looks an identifier up in the databases of a recording; undefined if none defines it. */
export type SignalNamer = (topic: SignalTopic & { extended: boolean }) => NamedSignals | undefined;
