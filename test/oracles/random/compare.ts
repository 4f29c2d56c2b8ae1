import type { FileSummary, TopicSummary } from '../../../src/recordings/summary/file-summary.ts';
import type { Answer, Statistics } from './answer.ts';
import type { RandomFile, RandomFormat } from './random-format.ts';
import type { Ours } from './read-ours.ts';

export interface Comparison {
  /** How many counts, times and statistics were compared. */
  compared: number;
  differences: string[];
}

/** Rounding of a value to thousandths, as metrics keep it. */
const halfMilli = 0.5;

/** Holds what Argus finds against what the independent reader of the format found. */
export function compare(
  format: RandomFormat,
  { peer }: RandomFile,
  { summary, handedOver }: Ours,
  theirs: Answer,
): Comparison {
  const check = new Checks();
  check.equal('verdict', summary.verdict.code, 'ok');
  compareTopics(check, format, summary, { theirs, shiftNs: peer?.shiftNs ?? 0n });
  if (format.hasValues) compareValues(check, format, handedOver.values, theirs.values);
  if (format.metricKey) compareMetrics(check, format, summary, theirs.values);
  return check;
}

function compareTopics(
  check: Checks,
  { nearNs = 0, unread, merged, hasBytes }: RandomFormat,
  summary: FileSummary,
  { theirs, shiftNs }: { theirs: Answer; shiftNs: bigint },
): void {
  const isUnread = ({ name }: { name: string }) => unread?.topics.test(name) ?? false;
  const read = byName(
    summary.topics.filter((topic) => !isUnread(topic)),
    merged?.topicOf,
  );
  const others = summary.topics.filter(isUnread).reduce((sum, topic) => sum + topic.message_count, 0);
  check.equal('messages', summary.message_count - others, theirs.messages);
  check.equal('topics', names([...read.keys()]), names(Object.keys(theirs.topics)));
  for (const [name, topics] of read) {
    const topic = theirs.topics[name];
    if (!topic) continue;
    check.equal(`messages of ${name}`, sum(topics, 'message_count'), topic.messages);
    if (hasBytes && topic.bytes !== undefined)
      check.equal(`bytes of ${name}`, sum(topics, 'bytes'), topic.bytes);
    const [only, ...more] = topics;
    // Times of a topic are those of its first and last message in the file.
    if (!only || more.length > 0 || only.out_of_order > 0 || topic.first === undefined) continue;
    check.near(`first time of ${name}`, BigInt(only.first_ns), BigInt(topic.first) + shiftNs, nearNs);
    check.near(`last time of ${name}`, BigInt(only.last_ns), BigInt(topic.last ?? 0) + shiftNs, nearNs);
  }
  if (others > 0) return;
  const times = Object.values(theirs.topics).flatMap(({ first, last }) =>
    first !== undefined && last !== undefined ? [BigInt(first) + shiftNs, BigInt(last) + shiftNs] : [],
  );
  const ordered = times.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  const [start = -1n, end = start] = [ordered[0], ordered.at(-1)];
  check.near('start', BigInt(summary.span?.start_ns ?? -1), start, nearNs);
  check.near('end', BigInt(summary.span?.end_ns ?? -1), end, nearNs);
}

function byName(
  topics: readonly TopicSummary[],
  nameOf = (name: string) => name,
): Map<string, TopicSummary[]> {
  const grouped = new Map<string, TopicSummary[]>();
  for (const topic of topics) {
    const name = nameOf(topic.name);
    grouped.set(name, [...(grouped.get(name) ?? []), topic]);
  }
  return grouped;
}

function sum(topics: readonly TopicSummary[], what: 'message_count' | 'bytes'): number {
  return topics.reduce((total, topic) => total + topic[what], 0);
}

function compareValues(
  check: Checks,
  { nearShare = 1e-12, hasValues }: RandomFormat,
  ours: Record<string, Statistics>,
  theirs: Record<string, Statistics>,
): void {
  if (hasValues !== 'common') check.equal('signals', names(Object.keys(ours)), names(Object.keys(theirs)));
  for (const [key, { count, min, max, sum: total }] of Object.entries(theirs)) {
    const own = ours[key];
    if (!own) continue;
    check.equal(`values of ${key}`, own.count, count);
    const allowed = nearShare * Math.max(Math.abs(min), Math.abs(max));
    check.within(`minimum of ${key}`, own.min, min, allowed);
    check.within(`maximum of ${key}`, own.max, max, allowed);
    check.within(`sum of ${key}`, own.sum, total, allowed * count);
  }
}

function compareMetrics(
  check: Checks,
  { metricKey, nearShare = 1e-12 }: RandomFormat,
  summary: FileSummary,
  theirs: Record<string, Statistics>,
): void {
  for (const metric of summary.metrics) {
    const key = metricKey?.(metric);
    if (key === undefined) continue;
    const statistics = theirs[key];
    check.equal(`metric ${key}`, statistics !== undefined, true);
    if (!statistics) continue;
    const { count, min, max, sum: total } = statistics;
    // Values beyond the scale of figures, and marked ones, are left out for a named reason.
    const omitted = Object.values(summary.omitted.values ?? {}).reduce((all, each) => all + each, 0);
    if (omitted > 0) {
      check.equal(`at most the values of metric ${key}`, metric.count <= count, true);
      continue;
    }
    check.equal(`count of metric ${key}`, metric.count, count);
    const allowed = halfMilli + 1_000 * nearShare * Math.max(Math.abs(min), Math.abs(max));
    check.within(`minimum of metric ${key}`, metric.min_milli, min * 1_000, allowed);
    check.within(`maximum of metric ${key}`, metric.max_milli, max * 1_000, allowed);
    check.within(`sum of metric ${key}`, metric.sum_milli, total * 1_000, allowed * count);
  }
}

function names(list: readonly string[]): string {
  return list.toSorted().join(', ');
}

class Checks implements Comparison {
  compared = 0;
  readonly differences: string[] = [];

  equal(what: string, ours: unknown, theirs: unknown): void {
    this.compared += 1;
    if (ours !== theirs) this.#differs(what, ours, theirs);
  }

  near(what: string, ours: bigint, theirs: bigint, allowed: number): void {
    this.compared += 1;
    const apart = ours > theirs ? ours - theirs : theirs - ours;
    if (apart > BigInt(allowed)) this.#differs(what, ours, theirs);
  }

  within(what: string, ours: number, theirs: number, allowed: number): void {
    this.compared += 1;
    if (!(Math.abs(ours - theirs) <= allowed)) this.#differs(what, ours, theirs);
  }

  #differs(what: string, ours: unknown, theirs: unknown): void {
    this.differences.push(`${what}: ${ours}, not ${theirs}`);
  }
}
