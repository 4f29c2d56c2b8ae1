import { type BusTraffic, createBusTraffic, type TrafficSummary } from '../can/bus-traffic.ts';
import { socketCanError } from '../can/socketcan-error.ts';
import type { CanDatabase } from '../dbc/can-database.ts';
import { canFrameParser } from '../decode/can-frame-message.ts';
import type { SummaryBuilder } from '../summary/summary-builder.ts';
import { Timeline } from '../summary/timeline.ts';
import { TopicTracker } from '../summary/topic-tracker.ts';
import type { MessageHandler } from './message-handler.ts';

/** Gives what reads the messages of a channel as frames of a CAN bus; undefined when they are none. */
export type CanMessages = (channel: {
  topic: string;
  messageEncoding: string;
  schema: { name: string };
}) => MessageHandler | undefined;

/**
 * CAN frames that a recording carries as messages: the topic is the bus. What they say is told as of any other CAN
 * recording, but for the load of the bus: the times are those at which the messages were recorded.
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
    traffic ??= createBusTraffic(countedElsewhere(builder), databases, { measuresLoad: false });
    const bus = traffic.can(topic);
    return (bytes, { timeNs, offset = 0 }) => {
      const frame = parse(bytes);
      if (!frame) return;
      const { id, flags, isError, start, length } = frame;
      const high = Number(timeNs >> 32n);
      const low = Number(timeNs & 0xffff_ffffn);
      if (isError) {
        const { kind, detail } = socketCanError(id, bytes.subarray(start), length);
        bus.error(high, low, kind, offset, detail);
      } else {
        bus.frame(high, low, id, flags, bytes, start, length, offset);
      }
    };
  };
}

/** Frames are counted as messages of their topic already, so that their identifiers are no topics of their own. */
function countedElsewhere(builder: SummaryBuilder): TrafficSummary {
  const uncounted = new TopicTracker({ name: '', type: '', encoding: '' }, new Timeline());
  return {
    topic: () => uncounted,
    code: (...told) => builder.code(...told),
    metric: (...told) => builder.metric(...told),
    meter: (...told) => builder.meter(...told),
    log: (...told) => builder.log(...told),
    version: (...told) => builder.version(...told),
    databases: (uses) => builder.databases(uses),
  };
}
