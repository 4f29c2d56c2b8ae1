import type {
  FileSummary,
  Nanoseconds,
  Occurrence,
  TopicSummary,
} from '../../recordings/summary/file-summary.ts';
import { type DisplacedSilence, displacedSenders } from './bus-flood.ts';
import { restingOnBus } from './bus-rest.ts';
import { commonPause, minTopics, type Pause, recorderShare } from './common-pause.ts';
import { chosenByLogger, loggerWentOn, shortestPauseOf } from './logger-choice.ts';
import { isOutage, othersGoOn, outageOf, sensorEndOf } from './outage.ts';
import type { Rhythm } from './rhythm.ts';
import { busOf } from './senders.ts';
import { compareNs, compareText } from './sighting.ts';
import { endOf, gapOf, type Silence } from './silence.ts';
import { fillsItsGap, leapsAheadAgain, staleStart, tableSetBack } from './stale-start.ts';

/** What the times of all topics of one file show. */
export interface Timing {
  pause: Pause | undefined;
  /**
   * Where times first run backwards and on how many topics, if on most of them: then the clock was set back. The time
   * is the one to which it was set.
   */
  setBack: { at: Occurrence; topics: number } | undefined;
  /** The longest silence of each topic that has a rate of its own, and of senders that a flood displaces. */
  silences: Map<TopicSummary, Silence | DisplacedSilence>;
}

/** With fewer messages a rate is not meaningful. */
const leastMessages = 20;
/** Minimum share of the file's length; a topic seen for less was sent in a burst or two, not periodically. */
const minActiveShare = 0.1;
/**
 * Control units fall asleep one after the other once the ignition is off: shutdown after-run and AUTOSAR CanNm's
 * timeouts (`CanNmTimeoutTime`, `CanNmWaitBusSleepTime`) are of seconds. Silence up to the end of a recording says no more.
 */
const busSleepNs = 10_000_000_000;
/** Shorter periods are ordinary scheduling delays of a recorder under load. */
const shortestPauseNs = 500_000_000;

/**
 * Distinguishes what concerns the whole recording from what concerns single topics; `rhythms` are those of its
 * topics.
 */
export function timingOf(
  { format, topics, span, verdict, size_bytes }: FileSummary,
  rhythms: readonly Rhythm[],
): Timing {
  const nothing = { pause: undefined, setBack: undefined, silences: new Map<TopicSummary, Silence>() };
  // What is missing from a corrupt file was lost with its damaged chunks; the verdict reports that.
  if (!span || verdict.code === 'corrupt') return nothing;

  const length = Number(BigInt(span.end_ns) - BigInt(span.start_ns));
  const periodic = topics.filter((topic, i) => rhythms[i]?.regular && topic.message_count >= leastMessages);
  const rhythmByTopic = new Map(topics.map((topic, i) => [topic, rhythms[i] as Rhythm]));
  const rhythmOf = (topic: TopicSummary) => rhythmByTopic.get(topic) as Rhythm;
  const together = commonPause(
    periodic.map((topic) => ({ silence: gapOf(topic), rhythm: rhythmOf(topic) })),
    shortestPauseOf(format, shortestPauseNs),
  );
  // A file of two sessions is not longer than both.
  const regular = periodic.filter((topic) => isActive(topic, length - (together?.length_ns ?? 0)));
  const disorders = regular.flatMap(({ name, out_of_order_at: at }) => (at ? [{ ...at, topic: name }] : []));
  const firstDisorder = disorders.sort(byPlace)[0];
  const isShown = regular.length >= minTopics || isOfFewSenders(topics.length, disorders);
  if (firstDisorder && isShown && disorders.length >= regular.length * recorderShare) {
    // Gaps in such a file are also caused by the clock, or by the order in which its blocks are stored.
    const fillGap = regular.filter(fillsItsGap).length;
    if (fillGap >= disorders.length * recorderShare) return nothing;
    return { ...nothing, setBack: { at: firstDisorder, topics: disorders.length } };
  }
  const stale = topics.flatMap((topic) => staleStart(topic, rhythmOf(topic), size_bytes));
  const firstStale = stale.sort(byPlace)[0];
  if (firstStale && (stale.length >= minTopics || (together && leapsAheadAgain(firstStale, together, span))))
    return { ...nothing, setBack: { at: firstStale, topics: stale.length } };
  const [ofTable] = tableSetBack(topics);
  if (ofTable) return { ...nothing, setBack: { at: ofTable, topics: 1 } };
  const common = together && loggerWentOn(format, topics, together) ? undefined : together;
  const pause = common && { ...common, on_bus: regular.every(({ name }) => busOf(name) !== undefined) };
  const silences = silencesOf({ topics, regular, rhythmOf, pause, fileEnd: span.end_ns });
  const alone = [...silences].filter(([topic, silence]) => !othersGoOn(topics, topic, silence));
  for (const [topic] of alone) silences.delete(topic);
  for (const topic of chosenByLogger(format, regular, silences)) silences.delete(topic);
  for (const [topic, silence] of displacedSenders({ topics, span }, rhythms)) silences.set(topic, silence);
  return { silences, setBack: undefined, pause: pause ?? pauseOf(alone) };
}

/** The longest silence of each topic that shows one: what is regular, and what hardly ever waits so long. */
function silencesOf({
  topics,
  regular,
  rhythmOf,
  pause,
  fileEnd,
}: {
  topics: readonly TopicSummary[];
  regular: readonly TopicSummary[];
  rhythmOf: (topic: TopicSummary) => Rhythm;
  pause: Pause | undefined;
  fileEnd: Nanoseconds;
}): Timing['silences'] {
  const silences: Timing['silences'] = new Map();
  for (const topic of regular) {
    const gap = gapOf(topic);
    const end = endOf(topic, fileEnd);
    const longest = end.length_ns / end.usual_ns > gap.length_ns / gap.usual_ns ? end : gap;
    if (pause && longest === gap && overlaps(gap, pause)) continue;
    if (longest === end && busOf(topic.name) !== undefined && end.length_ns < busSleepNs) continue;
    silences.set(topic, longest);
  }
  for (const topic of restingOnBus(regular, silences)) silences.delete(topic);
  for (const topic of topics) {
    if (regular.includes(topic)) continue;
    const rhythm = rhythmOf(topic);
    const outage = outageOf(topic, rhythm, fileEnd) ?? sensorEndOf(topic, rhythm, fileEnd);
    if (outage) silences.set(topic, outage);
  }
  return silences;
}

/** Frames of one sender are stamped as they arrive: further back than a buffer holds, they show a clock by themselves. */
const longestBufferNs = 500_000_000;

/** Whether all topics of a file are senders on buses, too few to bear each other out, that go back that far. */
function isOfFewSenders(count: number, disorders: readonly { topic: string; step_ns?: number }[]): boolean {
  return (
    disorders.length === count &&
    disorders.every(({ topic, step_ns = 0 }) => busOf(topic) !== undefined && step_ns >= longestBufferNs)
  );
}

/** In the order of the file, which differs from that of the times here. */
function byPlace(a: Occurrence, b: Occurrence): number {
  return (
    (a.offset ?? 0) - (b.offset ?? 0) || compareNs(a.time_ns, b.time_ns) || compareText(a.topic, b.topic)
  );
}

/** `lengthNs` of the file, without a pause of all its topics. */
function isActive(topic: TopicSummary, lengthNs: number): boolean {
  const active = Number(BigInt(topic.last_ns) - BigInt(topic.first_ns)) - topic.max_gap_ns;
  return active >= minActiveShare * lengthNs;
}

/** `alone` are the silences in which no other topic went on; if it is a single long one, the recording paused. */
function pauseOf(alone: readonly [TopicSummary, Silence][]): Pause | undefined {
  const [first, ...others] = alone;
  if (!first || others.length > 0) return undefined;
  const [topic, silence] = first;
  if (silence.kind !== 'gap' || !isOutage(topic, silence)) return undefined;
  return {
    start_ns: silence.start_ns,
    length_ns: silence.length_ns,
    topics: 1,
    on_bus: false,
    kept_time: false,
  };
}

function overlaps(gap: Silence, pause: Pause): boolean {
  const start = BigInt(gap.start_ns);
  const pauseStart = BigInt(pause.start_ns);
  return (
    start < pauseStart + BigInt(Math.round(pause.length_ns)) &&
    start + BigInt(Math.round(gap.length_ns)) > pauseStart
  );
}
