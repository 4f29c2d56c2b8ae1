import { highOf, lowOf } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { BusTraffic } from '../can/bus-traffic.ts';
import { socketCanError } from '../can/socketcan-error.ts';
import type { CanDatabase } from '../dbc/can-database.ts';
import { type CanFrameMessage, canFrameParser } from '../decode/can-frame-message.ts';
import type { MessageHandler } from './message-handler.ts';
import { openUncountedTraffic } from './uncounted-traffic.ts';

/**
 * Reads the message of `size` bytes at `at` of the view as a frame, at `high` · 2^32 + `low` nanoseconds; `offset` is
 * that of its record in the file.
 */
export type FrameMessageHandler = (
  view: DataView,
  at: number,
  size: number,
  high: number,
  low: number,
  offset: number,
) => void;

/** The handler for a channel whose messages are frames of a CAN bus; undefined for other channels. */
export type CanMessages = (channel: {
  topic: string;
  messageEncoding: string;
  schema: { name: string };
}) => FrameMessageHandler | undefined;

/**
 * CAN frames stored as messages: the topic is the bus. Their content is reported as for any other CAN recording,
 * except for the load of the bus: the times are those at which the messages were recorded.
 * @param databases as in `ReadOptions`.
 */
export function createCanMessages(
  builder: SummaryBuilder,
  databases: readonly CanDatabase[] | undefined,
): CanMessages {
  let traffic: BusTraffic | undefined;
  return ({ topic, messageEncoding, schema }) => {
    const parse = canFrameParser(messageEncoding, schema.name);
    if (!parse) return undefined;
    traffic ??= openUncountedTraffic(builder, databases);
    const bus = traffic.can(topic);
    const frame: CanFrameMessage = { id: 0, flags: 0, isError: false, start: 0, length: 0 };
    let seen: DataView | undefined;
    let bytes = new Uint8Array();
    return (view, at, size, high, low, offset) => {
      if (!parse(view, at, size, frame)) return;
      const { id, flags, isError, start, length } = frame;
      // One for all messages of a chunk.
      if (view !== seen)
        bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength) as typeof bytes;
      seen = view;
      if (!isError) return bus.frame(high, low, id, flags, bytes, start, length, offset);
      const { kind, detail } = socketCanError(id, bytes.subarray(start), length);
      bus.error(high, low, kind, offset, detail);
    };
  };
}

/** For containers that deliver one message at a time. */
export function asMessageHandler(handle: FrameMessageHandler): MessageHandler {
  return (bytes, { timeNs, offset = 0 }) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    handle(view, 0, bytes.byteLength, highOf(timeNs), lowOf(timeNs), offset);
    return true;
  };
}
