import type { FileSummary, TopicSummary } from '../../recordings/summary/file-summary.ts';
import { usualInterval } from '../../recordings/summary/interval-histogram.ts';

/** What `argus inspect --json` prints for each file: the summary that the pipeline would store, and the rates of its topics. */
export interface Inspection extends Omit<FileSummary, 'topics'> {
  path: string;
  topics: InspectedTopic[];
}

interface InspectedTopic extends Omit<TopicSummary, 'intervals'> {
  /** Messages per second from the first to the last; null for fewer than two. */
  rate_hz: number | null;
  /** The median time between two messages, within 12 %; null for fewer than two. */
  usual_interval_ns: number | null;
  /** Mean change from one interval to the next; null for fewer than three messages. */
  jitter_ns: number | null;
}

export function inspectionOf(path: string, { topics, ...summary }: FileSummary): Inspection {
  return { path, ...summary, topics: topics.map(inspectedTopic) };
}

function inspectedTopic({ intervals, ...topic }: TopicSummary): InspectedTopic {
  const seconds = Number(BigInt(topic.last_ns) - BigInt(topic.first_ns)) / 1e9;
  const counted = Object.values(intervals).reduce((sum, count) => sum + count, 0);
  return {
    ...topic,
    rate_hz: seconds > 0 ? (topic.message_count - 1) / seconds : null,
    usual_interval_ns: usualInterval(intervals) ?? null,
    jitter_ns: counted > 1 ? topic.jitter_sum_ns / (counted - 1) : null,
  };
}

/** A file and, if it is an archive, the recordings in it, each as if it were one. */
export function withMembers(file: Inspection): Inspection[] {
  return [
    file,
    ...(file.members ?? []).map(({ name, summary }) => inspectionOf(`${file.path}: ${name}`, summary)),
  ];
}

/** Whether all of the file was read; otherwise the command exits with 1. */
export function isWhole({ verdict, members = [] }: Inspection): boolean {
  return verdict.code === 'ok' && members.every(({ summary }) => summary.verdict.code === 'ok');
}
