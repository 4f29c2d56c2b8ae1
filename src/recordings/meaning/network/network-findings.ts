import type { IdentifyingFindings } from '../../summary/summary-builder.ts';
import type { TopicKey, TopicTracker } from '../../summary/topic-tracker.ts';

/** What networks report to: a `SummaryBuilder`. */
export interface NetworkFindings extends IdentifyingFindings {
  topic(key: TopicKey): TopicTracker;
}
