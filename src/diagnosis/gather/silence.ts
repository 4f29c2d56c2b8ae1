import type { Nanoseconds, TopicSummary } from '../../recordings/summary/file-summary.ts';

/** A period without messages of an otherwise periodic topic. */
export interface Silence {
  /** `gap`: messages followed after it; `end`: none followed until the recording ended. */
  kind: 'gap' | 'end';
  start_ns: Nanoseconds;
  length_ns: number;
  /** The usual time between two messages of the topic in that file. */
  usual_ns: number;
}

/** Before the longest gap of a topic and behind it, its messages come as usual. */
export function gapOf(topic: TopicSummary): Silence {
  const seen = Number(BigInt(topic.last_ns) - BigInt(topic.first_ns));
  const usual = (seen - topic.max_gap_ns) / Math.max(1, topic.message_count - 2);
  return {
    kind: 'gap',
    start_ns: topic.max_gap_at_ns,
    length_ns: topic.max_gap_ns,
    usual_ns: atLeastOne(usual),
  };
}

/** From the last message of a topic to the end of the file. */
export function endOf(topic: TopicSummary, fileEnd: Nanoseconds): Silence {
  const seen = Number(BigInt(topic.last_ns) - BigInt(topic.first_ns));
  return {
    kind: 'end',
    start_ns: topic.last_ns,
    length_ns: Number(BigInt(fileEnd) - BigInt(topic.last_ns)),
    usual_ns: atLeastOne(seen / Math.max(1, topic.message_count - 1)),
  };
}

function atLeastOne(value: number): number {
  return Math.max(1, Math.round(value));
}
