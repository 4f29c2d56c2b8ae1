import type { ChannelSink, MessageChannel } from '../../messages/message-sink.ts';
import type { IdentifyingFindings } from '../../summary/summary-builder.ts';
import type { TopicKey, TopicTracker } from '../../summary/topic-tracker.ts';

/** Receives the reports of networks: a `SummaryBuilder`. */
export interface NetworkFindings extends IdentifyingFindings {
  topic(key: TopicKey): TopicTracker;
  channel(channel: MessageChannel): ChannelSink | undefined;
}
