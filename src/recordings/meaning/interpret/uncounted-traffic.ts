import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { Timeline } from '../../summary/timeline.ts';
import { TopicTracker } from '../../summary/topic-tracker.ts';
import { type BusTraffic, createBusTraffic, type TrafficSummary } from '../can/bus-traffic.ts';
import type { CanDatabase } from '../dbc/can-database.ts';
import { createSignalNamer } from '../dbc/name-signals.ts';

/**
 * Buses whose frames are inside messages that are counted already, at the times of those messages: identifiers are no
 * topics of their own, and the load of a bus is not measured. It finishes with the builder.
 * @param databases as in `ReadOptions`.
 */
export function openUncountedTraffic(
  builder: SummaryBuilder,
  databases: readonly CanDatabase[] | undefined,
): BusTraffic {
  const summary = countedElsewhere(builder);
  const opened = createBusTraffic(summary, () => createSignalNamer(databases, summary), {
    measuresLoad: false,
  });
  builder.atEnd(() => opened.finish());
  return opened;
}

/** Frames are already counted as messages of their topic, so their identifiers are not topics of their own. */
function countedElsewhere(builder: SummaryBuilder): TrafficSummary {
  const uncounted = new UncountedTopic({ name: '', type: '', encoding: '' }, new Timeline());
  return {
    topic: () => uncounted,
    channel: (channel) => builder.channel({ ...channel, within: channel.frame?.bus }),
    code: (...args) => builder.code(...args),
    metric: (...args) => builder.metric(...args),
    meter: (...args) => builder.meter(...args),
    log: (...args) => builder.log(...args),
    omit: (...args) => builder.omit(...args),
    version: (...args) => builder.version(...args),
    databases: (uses) => builder.databases(uses),
  };
}

class UncountedTopic extends TopicTracker {
  override add(): void {
    // Nothing is counted.
  }
}
